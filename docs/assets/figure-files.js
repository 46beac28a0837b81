/** A chart to take along: as a drawing, as a picture, and its numbers as a table for other programs. */

import { all, make } from "./dom.js";

/** @typedef {import("./types.js").FigureView} FigureView */

const WIDTH = 900;
const SHARPNESS = 2;

/**
 * @typedef {{
 *   name: string, table: HTMLElement, figure: () => FigureView,
 *   load: import("./plotly.js").LoadPlotly,
 * }} Source
 */

/**
 * Return the buttons that save a chart.
 *
 * @param {Source} source
 */
export function savingChart({ name, table, figure, load }) {
  const said = make("span", { role: "status" });
  /** @param {string} label @param {() => Promise<void> | void} save */
  const button = (label, save) => {
    const made = make("button", { type: "button" }, label);
    made.addEventListener("click", async () => {
      try {
        await save();
        said.textContent = "";
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        said.textContent = `The chart can't be saved (${reason}).`;
      }
    });
    return made;
  };
  /** @param {"svg" | "png"} format */
  const draw = async (format) => {
    const plotly = await load();
    const { data, layout } = figure();
    const size = { width: WIDTH, height: layout.height, scale: format === "png" ? SHARPNESS : 1 };
    const background = { paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff" };
    const whole = { data, layout: { ...layout, ...background } };
    give(`${name}.${format}`, await plotly.toImage(whole, { format, ...size }));
  };
  return make(
    "p",
    { class: "figure-files" },
    button("Chart as SVG", () => draw("svg")),
    button("Chart as PNG", () => draw("png")),
    button("Numbers as CSV", () => give(`${name}.csv`, addressOf(csvOf(rowsOf(table))))),
    said,
  );
}

/**
 * Return rows as comma-separated values, quoted where a cell needs it.
 *
 * @param {string[][]} rows
 */
export function csvOf(rows) {
  /** @param {string} cell */
  const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

/** @param {HTMLElement} table */
function rowsOf(table) {
  return all(table, "tr").map((row) =>
    all(row, "th, td").map((cell) => (cell.textContent ?? "").trim()),
  );
}

/** @param {string} text */
function addressOf(text) {
  // The mark at the head tells spreadsheets that the text is UTF-8.
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${text}`)}`;
}

/** @param {string} name @param {string} address */
function give(name, address) {
  make("a", { href: address, download: name }).click();
}
