/** One survey after another: begins it, walks on step by step, stops when it is told to. */

/** @typedef {import("./survey.js").Findings} Findings */

/**
 * @typedef {{call: (method: string, payload: object) => Promise<any>}} Python
 *
 * @typedef {{
 *   onProgress: (done: number, count: number) => void,
 *   onFindings: (findings: Findings) => void,
 *   onError: (error: unknown) => void,
 * }} Listener
 */

export class SurveyRun {
  #python;
  #listener;
  /** Counts the surveys begun: whatever an earlier one still answers is not heard. */
  #latest = 0;

  /** @param {Python} python @param {Listener} listener */
  constructor(python, listener) {
    this.#python = python;
    this.#listener = listener;
  }

  /** @param {{act: string} & Record<string, any>} request */
  async begin(request) {
    this.#latest += 1;
    const mine = this.#latest;
    const isCurrent = () => mine === this.#latest;
    try {
      const { count } = await this.#python.call("explore.survey.begin", request);
      if (isCurrent()) this.#listener.onProgress(0, count);
      while (isCurrent()) {
        const step = await this.#python.call("explore.survey.go", { act: request.act });
        if (!isCurrent()) return;
        this.#listener.onProgress(step.done, step.count);
        if (!step.findings) continue;
        this.#latest += 1;
        this.#listener.onFindings(step.findings);
      }
    } catch (error) {
      if (isCurrent()) this.#listener.onError(error);
    }
  }

  cancel() {
    this.#latest += 1;
  }
}
