/** What a ledger record says, as rows of a card: nothing is assumed of a field that is missing. */

/** @typedef {import("../types.js").LedgerRecord} LedgerRecord */
/** @typedef {{label: string, text: string, tone?: "good" | "bad"}} Row */

const UNKNOWN = "–";

/**
 * @param {unknown} value
 * @returns {string}
 */
export function numberText(value) {
  if (typeof value !== "number") return UNKNOWN;
  return value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
}

/**
 * @param {LedgerRecord | undefined} act
 * @param {string} title
 * @returns {Row[]}
 */
export function actRows(act, title) {
  if (typeof act?.choice !== "string") return [];
  const unit = typeof act.unit === "string" ? ` ${act.unit}` : "";
  /** @type {Row[]} */
  const rows = [
    { label: `${title}, prediction`, text: verdict(act.choice, act.correct), ...tone(act.correct) },
  ];
  if (typeof act.predicted === "number") {
    rows.push({ label: "You expected", text: numberText(act.predicted) + unit });
    rows.push({ label: "The physics gives", text: numberText(act.actual) + unit });
  }
  if (typeof act.reflection === "string") {
    const text = verdict(act.reflection, act.reflection_correct);
    rows.push({ label: `${title}, reflection`, text, ...tone(act.reflection_correct) });
  }
  return rows;
}

/**
 * @param {LedgerRecord} record
 * @returns {Row[]}
 */
export function cardRows(record) {
  return [
    ...actRows(record.act1, "Act I"),
    ...actRows(record.act2, "Act II"),
    { label: "Constraint", text: constraintText(record), ...tone(hit(record)) },
    { label: "Design as it stands", text: finalText(record.final_ok), ...tone(record.final_ok) },
  ];
}

/** @param {LedgerRecord} record */
function hit(record) {
  return typeof record.constraint_hit === "boolean" ? !record.constraint_hit : undefined;
}

/** @param {LedgerRecord} record */
function constraintText({ constraint_hit, failures }) {
  if (constraint_hit === undefined || constraint_hit === null) return UNKNOWN;
  if (!constraint_hit) return "none hit";
  const names = Array.isArray(failures) ? failures.map(failureName) : [];
  return names.length ? `hit: ${names.join(", ")}` : "hit";
}

/** @param {any} failure `act2.batch_mismatch` reads "batch mismatch". */
function failureName(failure) {
  return String(failure?.id ?? UNKNOWN)
    .replace(/^act\d\./, "")
    .replaceAll("_", " ");
}

/** @param {unknown} ok */
function finalText(ok) {
  if (typeof ok !== "boolean") return UNKNOWN;
  return ok ? "within its limits" : "breaks a limit";
}

/** @param {string} choice @param {unknown} correct */
function verdict(choice, correct) {
  const letter = choice.toUpperCase();
  if (typeof correct !== "boolean") return `${letter}, not scored`;
  return `${letter}, ${correct ? "right" : "wrong"}`;
}

/** @param {unknown} good @returns {{tone?: "good" | "bad"}} */
function tone(good) {
  if (typeof good !== "boolean") return {};
  return { tone: good ? "good" : "bad" };
}
