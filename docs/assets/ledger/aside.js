/** Ledgers set aside because they could not be read: shown, downloadable, never silently dropped. */

import { make } from "../dom.js";
import { download } from "../ledger-export.js";
import { button } from "./room.js";

/** @typedef {import("./page.js").Desk} Desk */

const SHOWN = 2000;

/**
 * @param {Desk} desk
 * @param {() => void} onChange
 * @param {(sentence: string, undo?: () => Promise<void>) => void} say
 * @returns {HTMLElement[]}
 */
export function asideItems(desk, onChange, say) {
  const texts = desk.ledger.setAside();
  return texts.map(({ key, text }) => item(desk, key, text, onChange, say));
}

/**
 * @param {Desk} desk
 * @param {string} key
 * @param {string} text
 * @param {() => void} onChange
 * @param {(sentence: string, undo?: () => Promise<void>) => void} say
 */
function item({ ledger, sync }, key, text, onChange, say) {
  const recover = async () => {
    const { document, problems } = await sync.ask("read", { text });
    if (!document) say(`Nothing can be read from it: ${problems.join("; ")}.`);
    else {
      await sync.add(document);
      const labs = Object.keys(document.labs).length;
      say(`${labs} ${labs === 1 ? "lab" : "labs"} read from it.`);
    }
    onChange();
  };
  const remove = () => {
    ledger.forget(key);
    onChange();
    say("The damaged text is deleted.");
  };
  const since = key.slice(-24);
  return make(
    "section",
    { class: "ledger-aside", "data-ledger-aside": key },
    make("h3", {}, `Set aside ${since}`),
    make("pre", {}, make("code", { tabindex: "0" }, excerpt(text))),
    make(
      "div",
      { class: "ledger-actions" },
      button("Download it unchanged", () =>
        download("design-ledger-damaged.txt", text, "text/plain"),
      ),
      button("Recover what can be read", recover, { "data-ledger-recover": "" }),
      button("Delete it", remove, { "data-ledger-delete-aside": "" }),
    ),
  );
}

/** @param {string} text */
function excerpt(text) {
  const rest = text.length - SHOWN;
  return rest > 0 ? `${text.slice(0, SHOWN)}\n… and ${rest} more characters` : text;
}
