/** Fetches the charting library once, when the first chart comes into sight. */

/**
 * What this site uses of Plotly.
 *
 * @typedef {{
 *   react: (
 *     plot: HTMLElement, data: object[], layout: object, config: object,
 *   ) => Promise<unknown>,
 *   purge: (plot: HTMLElement) => void,
 *   toImage: (
 *     figure: object, picture: {format: string, width: number, height: number, scale: number},
 *   ) => Promise<string>,
 * }} PlotlyLibrary
 */

/** @typedef {() => Promise<PlotlyLibrary>} LoadPlotly */

/**
 * Return a function that loads the library; a failed load is tried again at the next call.
 *
 * @param {URL} address
 * @returns {LoadPlotly}
 */
export function plotlyFrom(address) {
  /** @type {Promise<PlotlyLibrary> | null} */
  let loading = null;
  return () => {
    loading ??= load(address).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

/** @param {URL} address @returns {Promise<PlotlyLibrary>} */
function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address.href;
    script.onload = () => {
      const library = /** @type {{Plotly?: PlotlyLibrary}} */ (globalThis).Plotly;
      if (library) resolve(library);
      else reject(new Error(`${address.pathname} is not the charting library`));
    };
    script.onerror = () => reject(new Error(`${address.pathname} could not be loaded`));
    document.head.append(script);
  });
}
