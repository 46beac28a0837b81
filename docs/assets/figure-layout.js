/** Fits a figure, drawn once for all screens, to the width and the scheme it is shown in. */

import { recolored } from "./palette.js";

/** @typedef {import("./types.js").FigureView} FigureView */

/**
 * @typedef {{width: number, fontFamily: string, palette: Record<string, string> | null}} Surroundings
 *   `palette` maps light colours to dark ones; null in the light scheme.
 */

const NARROW = 480;

/**
 * @param {FigureView} figure
 * @param {Surroundings} surroundings
 * @returns {FigureView}
 */
export function fitted(figure, { width, fontFamily, palette }) {
  const { data, layout } = palette ? recolored(figure, palette) : figure;
  const narrow = width < NARROW;
  const low = narrow && !layout.meta?.tall;
  return {
    data: narrow ? data.map(slimmed) : data,
    layout: {
      ...layout,
      width,
      height: low ? Math.min(layout.height, Math.round(width * 0.9)) : layout.height,
      autosize: false,
      // The page prints the title itself, as text that wraps and can be read aloud.
      title: { text: "" },
      margin: { ...layout.margin, t: 16, ...(narrow && { l: 40, r: 8 }) },
      font: { ...layout.font, family: fontFamily, size: narrow ? 11 : layout.font?.size },
      ...axes(layout, narrow),
    },
  };
}

/**
 * @param {Record<string, any>} layout
 * @param {boolean} narrow
 */
function axes(layout, narrow) {
  if (!narrow) return {};
  const sides = layout.meta?.tall ? /^xaxis/ : /^[xy]axis/;
  const names = Object.keys(layout).filter((name) => sides.test(name));
  return Object.fromEntries(names.map((name) => [name, thinned(layout[name])]));
}

const TICKS_THAT_FIT = 7;

/**
 * Leave out every second label where given ticks would touch each other.
 *
 * @param {Record<string, any>} axis
 */
export function thinned(axis) {
  const { tickvals, ticktext, type } = axis;
  // Rows and columns with names of their own need every one of them.
  if (type === "category") return axis;
  if (!Array.isArray(tickvals) || tickvals.length <= TICKS_THAT_FIT) return axis;
  /** @param {unknown[]} items */
  const everySecond = (items) => items.filter((_, i) => i % 2 === 0);
  return { ...axis, tickvals: everySecond(tickvals), ticktext: everySecond(ticktext ?? tickvals) };
}

/** @param {Record<string, any>} trace */
function slimmed(trace) {
  const size = trace.marker?.size;
  return typeof size === "number" && size > 10
    ? { ...trace, marker: { ...trace.marker, size: Math.max(10, 0.75 * size) } }
    : trace;
}
