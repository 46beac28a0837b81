/** Asks before a lab is started over; nothing is lost by a slip of the finger. */

import { make } from "./dom.js";

const QUESTION = "Start this lab over?";
const CONSEQUENCE =
  "Your answers and the position of every control on this page are forgotten. Your first answers " +
  "stay in the Design Ledger, as they would in a lab notebook.";

/**
 * @param {HTMLElement} button
 * @param {() => void} onConfirmed
 * @param {AbortSignal} signal
 */
export function askBeforeStartingOver(button, onConfirmed, signal) {
  const confirm = make("button", { value: "yes", "data-start-over-confirm": "" }, "Start over");
  const keep = make(
    "button",
    { value: "no", autofocus: "", "data-start-over-cancel": "" },
    "Keep it",
  );
  const form = make(
    "form",
    { method: "dialog" },
    make("h2", { id: "start-over-question" }, QUESTION),
    make("p", {}, CONSEQUENCE),
    make("div", { class: "actions" }, keep, confirm),
  );
  const dialog = make(
    "dialog",
    { class: "lab-dialog", "aria-labelledby": "start-over-question" },
    form,
  );
  button.after(dialog);
  button.addEventListener("click", () => dialog.showModal(), { signal });
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue === "yes") onConfirmed();
      dialog.returnValue = "";
    },
    { signal },
  );
  signal.addEventListener("abort", () => dialog.remove());
}
