/** What is said under a question, in every state it can be in. */

/** @typedef {import("./types.js").QuestionView} QuestionView */

/**
 * @typedef {{
 *   answer?: QuestionView,
 *   pending?: string,
 *   unanswered?: boolean,
 *   opensGate: boolean,
 *   engine: "booting" | "ready" | "failed" | "static",
 * }} Situation `pending` is a committed option that Python has not scored yet.
 */

/** @type {Record<string, string>} */
const PRACTICE = { true: "right", false: "not right", null: "not scored" };

/**
 * @param {Situation} situation
 * @returns {string}
 */
export function verdictOf({ answer, pending, unanswered, opensGate, engine }) {
  if (pending) return pendingText(pending, opensGate, engine);
  if (unanswered) return "Choose one of the answers first.";
  return answer ? judgement(answer) : "";
}

/** @param {QuestionView} answer */
function judgement({ choice, attempts, correct, practice }) {
  if (practice) return `Practice: ${PRACTICE[String(correct)]}. It does not go on record.`;
  if (correct === null) return `${choice.toUpperCase()} is recorded; it is not scored.`;
  if (correct) return attempts > 1 ? "Right. Your first answer stays on record." : "Right.";
  return "Not right. Your first answer stays on record; you can answer again as often as you like.";
}

/**
 * @param {string} option
 * @param {boolean} opensGate
 * @param {Situation["engine"]} engine
 */
function pendingText(option, opensGate, engine) {
  const locked = `${option.toUpperCase()} is locked in.`;
  if (engine === "ready") return locked;
  const what = opensGate ? "The instruments open" : "It is scored";
  if (engine === "failed") return `${locked} ${what} once the physics engine runs.`;
  return `${locked} ${what} as soon as the physics engine is ready.`;
}

/**
 * What the strip of results says of a question: the answer on record first, a later success after it.
 *
 * @param {QuestionView | undefined} answer
 */
export function onRecord(answer) {
  if (!answer?.first) return "–";
  if (answer.first_correct === null) return "recorded";
  if (answer.first_correct) return "correct";
  return answer.correct && !answer.practice ? "wrong, then correct" : "wrong";
}
