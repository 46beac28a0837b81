/** What a call to the runtime can end in, other than an answer. */

/** The worker was stopped before it answered. It is being replaced: send what matters once more. */
export class WorkerLost extends Error {
  name = "WorkerLost";
}

/** Python isn't there and won't be until the reader asks for another try. */
export class RuntimeFailed extends Error {
  name = "RuntimeFailed";
}

/** Python answered with an exception of its own. */
export class CallFailed extends Error {
  name = "CallFailed";

  /** @param {import("./protocol.js").CallError} error */
  constructor({ kind, message, traceback }) {
    super(message);
    this.kind = kind;
    this.traceback = traceback;
  }
}
