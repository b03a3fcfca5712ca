import { type Pieces, pieces } from '../pieces.ts'

/**
 * The text of a report, whose tables may be any series of rows: each is asked for when it is
 * written. One row of a table a line, which is short, quick and can be compared.
 */
export function jsonText(report: object): Pieces {
  return pieces(reportParts(report))
}

function* reportParts(report: object): Generator<string> {
  let before = '{\n'
  const entries: readonly [string, unknown][] = Object.entries(report)
  for (const [key, value] of entries) {
    yield `${before}${JSON.stringify(key)}: `
    if (isTable(value)) yield* tableParts(value)
    else yield JSON.stringify(value, null, 2)
    before = ',\n'
  }
  yield '\n}\n'
}

function* tableParts(rows: Iterable<unknown>): Generator<string> {
  let before = '[\n'
  for (const row of rows) {
    yield before + JSON.stringify(row)
    before = ',\n'
  }
  yield before === '[\n' ? '[]' : '\n]'
}

function isTable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}
