/** Boards: the words, signs and tones of their cells, as Python last said them. */

import { all, one, setAttribute, setText } from "./dom.js";

/** @typedef {import("./types.js").BoardView} BoardView */

/** @param {HTMLElement} root @param {Record<string, BoardView>} boards */
export function showBoards(root, boards) {
  for (const [name, board] of Object.entries(boards)) {
    for (const box of all(root, `[data-figure="${CSS.escape(name)}"]`)) showCells(box, board);
  }
}

/** @param {HTMLElement} box @param {BoardView} board */
function showCells(box, board) {
  for (const cell of board.rows.flatMap((row) => row.cells)) {
    const item = one(box, `[data-cell="${CSS.escape(cell.id)}"]`);
    setAttribute(item, "data-state", cell.key);
    setAttribute(item, "data-tone", cell.tone);
    if (!item) continue;
    setText(one(item, ".cell-sign"), cell.sign);
    setText(one(item, ".cell-word"), cell.word);
  }
}
