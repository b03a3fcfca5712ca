/** Cells in rows, read like text: one after the other, line after line. */
export interface CellGrid {
  readonly columns: number
  readonly rows: number
}

/** Pixels from one cell to the next, and of the gap between them. */
export const CELL_PITCH = 10
export const CELL_GAP = 1

/** As many cells as fit whole into a picture of this size. */
export function gridOf(width: number, height: number): CellGrid {
  return {
    columns: Math.max(1, Math.floor(width / CELL_PITCH)),
    rows: Math.max(1, Math.floor(height / CELL_PITCH)),
  }
}

export function cellsOf({ columns, rows }: CellGrid): number {
  return columns * rows
}

/** The cell under a point of the picture; undefined beside the grid. */
export function cellAtPoint({ columns, rows }: CellGrid, x: number, y: number): number | undefined {
  const column = Math.floor(x / CELL_PITCH)
  const row = Math.floor(y / CELL_PITCH)
  const isInside = column >= 0 && column < columns && row >= 0 && row < rows
  return isInside ? row * columns + column : undefined
}

/** Left upper corner of a cell. */
export function cellPoint({ columns }: CellGrid, cell: number): { x: number; y: number } {
  return { x: (cell % columns) * CELL_PITCH, y: Math.floor(cell / columns) * CELL_PITCH }
}
