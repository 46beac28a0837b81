/** Predictions and reflections: choosing, locking in, answering again. */

import { all, moveFocusTo, one, setAttribute, setHidden, setText } from "./dom.js";
import { verdictOf } from "./verdicts.js";

/** @typedef {import("./types.js").QuestionView} QuestionView */
/** @typedef {import("./verdicts.js").Situation} Situation */

/**
 * @typedef {{
 *   onDraft: (question: string, option: string) => void,
 *   onCommit: (question: string, option: string) => void,
 * }} Listener
 *
 * @typedef {{
 *   answer?: QuestionView, draft?: string, pending?: string, engine: Situation["engine"],
 *   readOnly: boolean,
 * }} State What is known of one question. `readOnly`: the page is read without Python.
 */

export class Questions {
  #root;
  #listener;
  /** @type {Set<string>} Answered questions the reader has taken up again. */
  #reopened = new Set();
  /** @type {Set<string>} Questions committed without a choice. */
  #unanswered = new Set();
  /** @type {Map<string, State>} */
  #states = new Map();
  #lastLocked = "";

  /**
   * @param {HTMLElement} root
   * @param {Listener} listener
   * @param {AbortSignal} signal
   */
  constructor(root, listener, signal) {
    this.#root = root;
    this.#listener = listener;
    for (const form of this.#forms()) {
      const name = nameOf(form);
      form.addEventListener("change", () => this.#chosen(form, name), { signal });
      form.addEventListener("submit", (event) => this.#commit(event, form, name), { signal });
      one(form, "[data-retry]")?.addEventListener("click", () => this.#reopen(form, name), {
        signal,
      });
    }
  }

  /** @param {(question: string) => State} stateOf */
  show(stateOf) {
    for (const form of this.#forms()) {
      const state = stateOf(nameOf(form));
      this.#states.set(nameOf(form), state);
      this.#render(form, state);
    }
  }

  /** Forget which questions were taken up again: the lab starts over. */
  startOver() {
    this.#reopened.clear();
    this.#unanswered.clear();
  }

  /**
   * Whether the reader is still at a question, so that focus may move on to what it opened.
   *
   * @param {string} name
   */
  hasFocus(name) {
    const active = document.activeElement;
    // The button that locked an answer in is gone, and focus with it: to the page, for the last one.
    if (!active || active === document.body) return name === this.#lastLocked;
    return this.#forms().some((form) => nameOf(form) === name && form.contains(active));
  }

  /**
   * Move the reader to the feedback on their answer.
   *
   * @param {string} name
   */
  focusFeedback(name) {
    moveFocusTo(one(this.#root, `[data-feedback="${CSS.escape(name)}"].shown`));
  }

  #forms() {
    return /** @type {HTMLFormElement[]} */ (all(this.#root, "form[data-question]"));
  }

  /** @param {HTMLFormElement} form @param {State} state */
  #render(form, state) {
    const name = nameOf(form);
    const open = this.#reopened.has(name);
    const committed = state.pending ?? state.answer?.choice;
    const locked = committed !== undefined && !open;
    const marked = locked ? committed : (state.draft ?? committed);
    const scored = locked && !state.pending ? state.answer : undefined;
    for (const radio of radiosOf(form)) {
      radio.checked = radio.value === marked;
      radio.disabled = locked;
      markOption(radio, locked ? committed : undefined, scored);
    }
    setAttribute(form, "data-answered", locked ? "" : null);
    setHidden(one(form, "[data-commit]"), locked);
    setHidden(one(form, "[data-retry]"), !locked || state.pending !== undefined);
    const opensGate = one(this.#root, `[data-gate="${name.split(".")[0]}"]`)?.inert === true;
    const unanswered = this.#unanswered.has(name);
    const verdict = { ...state, answer: open ? undefined : state.answer, unanswered, opensGate };
    setText(one(form, "[data-verdict]"), verdictOf(verdict));
    setAttribute(one(form, "[data-verdict]"), "data-correct", correctness(scored));
    this.#showFeedback(name, state.pending && !state.readOnly ? undefined : committed);
  }

  /** @param {string} name @param {string | undefined} option */
  #showFeedback(name, option) {
    for (const box of all(this.#root, `[data-feedback="${CSS.escape(name)}"]`)) {
      box.classList.toggle("shown", box.dataset.option === option);
    }
  }

  /** @param {HTMLFormElement} form @param {string} name */
  #chosen(form, name) {
    const option = choiceOf(form);
    if (!option) return;
    this.#unanswered.delete(name);
    setText(one(form, "[data-verdict]"), "");
    this.#listener.onDraft(name, option);
  }

  /** @param {Event} event @param {HTMLFormElement} form @param {string} name */
  #commit(event, form, name) {
    event.preventDefault();
    const option = choiceOf(form);
    if (!option) {
      this.#unanswered.add(name);
      const state = this.#states.get(name);
      if (state) this.#render(form, state);
      radiosOf(form)[0]?.focus();
      return;
    }
    this.#unanswered.delete(name);
    this.#reopened.delete(name);
    this.#lastLocked = name;
    this.#listener.onCommit(name, option);
  }

  /** @param {HTMLFormElement} form @param {string} name */
  #reopen(form, name) {
    this.#reopened.add(name);
    const state = this.#states.get(name);
    if (state) this.#render(form, state);
    (radiosOf(form).find((radio) => radio.checked) ?? radiosOf(form)[0])?.focus();
  }
}

/** @param {HTMLFormElement} form */
function nameOf(form) {
  return form.dataset.question ?? "";
}

/** @param {HTMLFormElement} form */
function radiosOf(form) {
  return /** @type {HTMLInputElement[]} */ (all(form, "input[type=radio]"));
}

/** @param {HTMLFormElement} form */
function choiceOf(form) {
  return radiosOf(form).find((radio) => radio.checked)?.value;
}

/**
 * @param {HTMLInputElement} radio
 * @param {string | undefined} committed
 * @param {QuestionView | undefined} scored
 */
function markOption(radio, committed, scored) {
  const mark = radio.value === committed ? (correctness(scored) ?? "chosen") : null;
  setAttribute(radio.closest("label"), "data-mark", mark);
}

/** @param {QuestionView | undefined} answer */
function correctness(answer) {
  if (!answer || answer.correct === null) return null;
  return answer.correct ? "right" : "wrong";
}
