/**
 * Groups of controls on a phone: one is open at a time, so that the results above them stay in sight.
 * Elsewhere, and without script, all of them stand open.
 */

import { all, make, one, setAttribute, setHidden } from "./dom.js";

const NARROW = "(width < 60em) and (height >= 34em)";

/** @param {HTMLElement} root @param {AbortSignal} signal */
export function foldGroups(root, signal) {
  const narrow = matchMedia(NARROW);
  for (const [number, panel] of all(root, ".bench-controls").entries()) {
    const groups = all(panel, ":scope > .lab-group");
    if (groups.length < 2) continue;
    const tabs = groups.map((group, i) => tabOf(group, `controls-${number}-${i}`));
    const first = groups[0];
    first?.before(make("div", { class: "group-tabs" }, ...tabs));
    let open = 0;
    const show = () => {
      for (const [i, group] of groups.entries()) {
        setHidden(group, narrow.matches && i !== open);
        setAttribute(tabs[i] ?? null, "aria-expanded", String(i === open));
      }
    };
    for (const [i, tab] of tabs.entries()) {
      tab.addEventListener(
        "click",
        () => {
          open = i;
          show();
        },
        { signal },
      );
    }
    narrow.addEventListener("change", show, { signal });
    show();
  }
}

/** @param {HTMLElement} group @param {string} id */
function tabOf(group, id) {
  group.id = id;
  const name = one(group, "legend")?.textContent ?? "";
  return make("button", { type: "button", "aria-controls": id }, name);
}
