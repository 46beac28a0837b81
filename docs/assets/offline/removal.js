/** Asks before the copy of the site is removed, and says what stays. */

import { make } from "../dom.js";

const CONSEQUENCE =
  "If something here looks broken or outdated, this may mend it: the copy of these labs and Python's " +
  "saved memory are removed from this browser and fetched again. Your Design Ledger and your place " +
  "in each lab stay as they are.";
const NO_NETWORK = "There is no network just now, so nothing could be fetched again.";

/**
 * @param {HTMLElement} place
 * @param {() => void} onConfirmed
 */
export function askBeforeRemoving(place, onConfirmed) {
  const leave = make("button", { value: "no", autofocus: "" }, "Leave it");
  const remove = make(
    "button",
    { value: "yes", "data-offline-repair-confirm": "" },
    "Remove and fetch again",
  );
  remove.disabled = !navigator.onLine;
  const form = make(
    "form",
    { method: "dialog" },
    make("h2", { id: "offline-repair-question" }, "Repair this browser's copy?"),
    make("p", {}, navigator.onLine ? CONSEQUENCE : `${CONSEQUENCE} ${NO_NETWORK}`),
    make("div", { class: "actions" }, leave, remove),
  );
  const labels = { class: "lab-dialog", "aria-labelledby": "offline-repair-question" };
  const dialog = make("dialog", labels, form);
  place.after(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "yes") onConfirmed();
  });
  dialog.showModal();
}
