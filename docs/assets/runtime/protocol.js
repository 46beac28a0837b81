/**
 * What the page and the worker say to each other. Every message is a plain object told apart by its
 * `type`; answers carry the `id` of their call; payloads and errors travel as text.
 *
 * A plan is a way to boot: "bytecode" starts from what the build compiled, "source" from the library
 * and the wheel as they were published, for the case that the first does not work in some browser.
 * "snapshot" wakes Python from the memory this browser kept, and where it keeps none is "bytecode".
 * "workshop" is for what opens beyond the sliders: the compiled library, and the core whole, to be read.
 *
 * @typedef {"snapshot" | "bytecode" | "source" | "workshop"} Plan
 * @typedef {"download" | "start" | "import"} Step
 *
 * @typedef {object} Boot
 * @property {"boot"} type
 * @property {string} manifest
 * @property {Plan} plan
 * @property {string[]} packages those of the manifest's list that this worker needs from the start
 * @property {string} [snapshots] the name of the cache that may keep a snapshot
 * @property {Plan} [failed] the plan that was tried before this one
 * @property {boolean} [waits] the hard work is to begin when the page says go
 *
 * @typedef {{type: "go"}} Go
 * @typedef {{type: "call", id: number, method: string, payload: string}} Call
 * @typedef {Boot | Go | Call} ToWorker
 *
 * @typedef {{type: "progress", step: Step, loaded: number, total: number}} Progress
 * @typedef {{type: "ready", build: string, plan: Plan, ms: Record<Step, number>}} Ready
 * @typedef {{type: "failed", step: Step, message: string}} Failed
 * @typedef {{type: "result", id: number, payload: string}} Result
 * @typedef {{type: "error", id: number, kind: string, message: string, traceback: string}} CallError
 * @typedef {{type: "broken", message: string}} Broken the interpreter itself can't go on
 * @typedef {Progress | Ready | Failed | Result | CallError | Broken} FromWorker
 *
 * @typedef {object} Manifest
 * @property {string} build
 * @property {string} pyodide the folder of the interpreter
 * @property {Record<Exclude<Plan, "snapshot">, {stdlib: string, core: string}>} boot
 * @property {string} fullStdlib
 * @property {{packages: Record<string, {file_name: string}>}} packages Pyodide's package list, cut to
 *   this site's wheels
 * @property {Record<string, {bytes: number, sha256: string}>} files
 */

export {};
