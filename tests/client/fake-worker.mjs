/** A stand-in for the browser's Worker: it keeps what it is told, and says what a test tells it to. */
export class FakeWorker {
  /** @type {FakeWorker[]} */
  static all = [];

  /** @type {any[]} */
  heard = [];
  isTerminated = false;
  /** @type {(event: {data: any}) => void} */
  onmessage = () => {};
  /** @type {(event: {message: string}) => void} */
  onerror = () => {};
  onmessageerror = () => {};

  constructor() {
    FakeWorker.all.push(this);
  }

  /** @param {any} message */
  postMessage(message) {
    this.heard.push(structuredClone(message));
  }

  terminate() {
    this.isTerminated = true;
  }

  /** @param {import("../../docs/assets/runtime/protocol.js").FromWorker} message */
  says(message) {
    this.onmessage({ data: message });
  }

  becomesReady() {
    const ms = { download: 1, start: 1, import: 1 };
    this.says({ type: "ready", build: "b1", plan: "bytecode", ms });
  }

  /** The calls it was sent, without the message that made it boot. */
  get calls() {
    return this.heard.filter((message) => message.type === "call");
  }
}
