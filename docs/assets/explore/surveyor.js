/** The worker that surveys: a Python of its own with NumPy, so that the sliders keep theirs. */

import { createRuntime } from "../runtime/index.js";

/** @typedef {import("../runtime/supervisor.js").Stage} Stage */

const MB = 1e6;
const CALL_MS = 60_000;

/**
 * @param {{runtime: URL, signal: AbortSignal}} tools
 * @param {(stage: Stage) => void} onStage
 */
export function makeSurveyor({ runtime, signal }, onStage) {
  const python = createRuntime({
    base: runtime,
    plans: ["workshop", "source"],
    packages: ["numpy"],
    limits: { call: CALL_MS },
    onStage,
  });
  signal.addEventListener("abort", () => python.stop());
  return python;
}

/**
 * Say how far the surveyor has come, or what it failed at.
 *
 * @param {Stage} stage
 */
export function stageText({ name, step, loaded, total, reason }) {
  if (name === "failed") {
    return (
      `NumPy, which a survey needs, could not be had (${reason}). Without a connection it works only ` +
      "where it was fetched before. Everything else on this page goes on as it is."
    );
  }
  if (name === "ready") return "";
  if (step === "download" && total > 0) {
    return `Fetching Python with NumPy: ${(loaded / MB).toFixed(1)} of ${(total / MB).toFixed(1)} MB`;
  }
  return step === "import" ? "Starting NumPy …" : "Starting Python …";
}
