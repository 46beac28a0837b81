// What a reader does on a lab's page, as far as a page can do it by itself. Each step waits for its end.

const one = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const GIVE_UP_MS = 90_000;

// Kept on the page itself: what a driver's script leaves on `window` may be gone in its next one.
const page = document.documentElement;
const note = (trouble) => {
  page.dataset.troubles = JSON.stringify([...steps.troubles(), trouble]);
};

function until(what, look) {
  if (!page.dataset.troubles) {
    page.dataset.troubles = "[]";
    addEventListener("error", (event) => note(event.message));
    addEventListener("unhandledrejection", (event) => note(String(event.reason)));
  }
  const end = Date.now() + GIVE_UP_MS;
  return new Promise((resolve, reject) => {
    const again = () => {
      const found = look();
      if (found) resolve(found);
      else if (Date.now() > end) reject(new Error(`${what}: not within ${GIVE_UP_MS} ms`));
      else setTimeout(again, 50);
    };
    again();
  });
}

const gate = (act) => one(`[data-gate="${act}"]`);
const same = (shown, wanted) => {
  if (typeof wanted !== "number") return shown === (wanted === null ? "" : String(wanted));
  return shown !== "" && Math.abs(Number(shown) - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
};

const steps = {
  untilReady: (lab) =>
    until("the lab is ready", () => one(`[data-lab="${lab}"][data-runtime="ready"]`) !== null),

  untilKept: () =>
    until("everything is kept", () => one("[data-offline]").textContent.includes("all")),

  isLocked: (act) => gate(act).inert && gate(act).getBoundingClientRect().height === 0,

  untilOpen: (act) => until(`${act} is open`, () => gate(act).dataset.state === "open"),

  predict: (act, option) => {
    const form = one(`[data-question="${act}.prediction"]`);
    form.querySelector(`input[value="${option}"]`).click();
    form.querySelector("[data-commit]").click();
    return steps.untilOpen(act);
  },

  move: (name, value) => {
    const box = one(`[data-control="${name}"]`);
    const radio = box.querySelector(`input[type=radio][value="${value}"]`);
    const field = radio ?? box.querySelector("input, select");
    if (radio || field.type === "checkbox") return field.click();
    field.focus();
    field.value = value;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  },

  position: (name) => {
    const box = one(`[data-control="${name}"]`);
    const field = box.querySelector("input:checked") ?? box.querySelector("input, select");
    return field.type === "checkbox" ? String(field.checked) : field.value;
  },

  untilShown: (wanted) =>
    until(`the page shows ${JSON.stringify(wanted)}`, () =>
      Object.entries(wanted).every(([name, value]) =>
        all(`[data-value="${name}"]`).every((cell) => same(cell.getAttribute("value"), value)),
      ),
    ),

  untilRevealed: (act, option) =>
    until("the reveal speaks of the answer", () => {
      const said = all(`[data-reveal="${act}"] [data-answer]`).map((part) => part.textContent.trim());
      const about = `[data-feedback="${act}.prediction"][data-option="${option}"]`;
      const shown = [`[data-reveal="${act}"]`, about].map((part) => one(part).offsetHeight);
      return !said.includes("–") && Math.min(...shown) > 0;
    }),

  untilDrawn: (act) => {
    one(`[data-gate="${act}"] [data-figure] .plot`).scrollIntoView();
    return until("the chart is drawn", () => gate(act).querySelector(".plot .main-svg") !== null);
  },

  ledger: () => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("mlsys-design-ledger:"));
    return key ? JSON.parse(localStorage.getItem(key)) : null;
  },

  untilRecorded: (lab, name, value) =>
    until("the record is kept", () => {
      const record = steps.ledger()?.labs[lab];
      return record?.design?.[name] === value && record;
    }),

  troubles: () => JSON.parse(page.dataset.troubles ?? "[]"),
};
