/** This site's Python: woken from the memory this browser kept of it, where the device can spare one. */

import { canSpareASnapshot, createRuntime, SnapshotMaker } from "./runtime/index.js";

/** @param {string} basePath */
export function snapshotPlace(basePath) {
  return `mlsys-snapshot:${basePath}`;
}

/**
 * @param {{runtime: URL, basePath: string}} site
 * @param {Navigator} device
 * @returns {import("./engine.js").CreateRuntime}
 */
export function keptPython({ runtime, basePath }, device) {
  return (onStage) => {
    if (!canSpareASnapshot(device)) return createRuntime({ base: runtime, onStage });
    const snapshots = snapshotPlace(basePath);
    const maker = new SnapshotMaker({
      manifest: new URL("manifest.json", runtime).href,
      snapshots,
    });
    return createRuntime({
      base: runtime,
      snapshots,
      plans: ["snapshot", "bytecode", "source"],
      onStage: (stage) => {
        onStage(stage);
        maker.hear(stage);
      },
    });
  };
}
