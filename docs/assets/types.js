/**
 * The messages between the page and the session, as Python answers them. Types only, no code.
 *
 * @typedef {string | number | boolean} Setting
 *
 * @typedef {(
 *   | {type: "open"}
 *   | {type: "set", control: string, value: string, settled?: boolean}
 *   | {type: "reset", act: string}
 *   | {type: "device", device: object | null}
 *   | {type: "draft", question: string, option: string}
 *   | {type: "commit", question: string, option: string, at: string}
 *   | {type: "use_design", design: [string, string][]}
 *   | {type: "start_over"}
 * )} LabEvent
 *
 * @typedef {{value: Setting | null, text: string, tone?: string, word?: string, how?: string}} ValueView
 * @typedef {{value: string, text: string, inactive: boolean}} ControlView
 * @typedef {{
 *   choice: string, first: string | null, first_correct: boolean | null, attempts: number,
 *   right: string | null, correct: boolean | null, practice: boolean,
 *   predicted?: number, actual?: number, off?: string,
 * }} QuestionView `first` is the answer on record; a practice answer never is.
 *
 * @typedef {Record<string, any>} Trace
 * @typedef {{data: Trace[], layout: Record<string, any>}} FigureView
 * @typedef {{columns: string[], rows: string[][]}} TableView
 * @typedef {{id: string, key: string, tone: string, word: string, sign: string}} CellView
 * @typedef {{rows: {title: string, cells: CellView[]}[]}} BoardView
 *
 * @typedef {{
 *   values: Record<string, ValueView>,
 *   flags: Record<string, boolean>,
 *   figures: Record<string, FigureView>,
 *   tables: Record<string, TableView>,
 *   boards: Record<string, BoardView>,
 *   controls: Record<string, ControlView>,
 *   outside: Record<string, string>,
 *   context: string,
 *   own?: string | null,
 *   gates: Record<string, "open" | "locked">,
 *   drafts: Record<string, string>,
 *   questions: Record<string, QuestionView>,
 *   slots: Record<string, string>,
 * }} View `outside` says, for an act, why its law does not cover the design; empty where it does. `own`
 *   names the reader's device at hand; the context is "own" while it is in use.
 *
 * @typedef {Record<string, unknown>} Place Where a reader is in a lab; only Python reads its fields.
 * @typedef {{place: Place, view: View, problems: string[]}} EventReply
 * @typedef {Record<string, any>} LedgerRecord
 * @typedef {{
 *   schema: number, track?: string, labs: Record<string, LedgerRecord>,
 *   resets?: Record<string, string>, devices?: Record<string, Record<string, unknown>>,
 * }} Ledger `resets` says when a lab was last reset; its record, if any, began after that.
 *
 * @typedef {{
 *   base: string, palette: Record<string, string>, core: string, build?: string,
 *   plotly: string, edition?: string, starts_python?: boolean,
 * }} PageConfig
 */

export {};
