import type { TravelOf } from '../../analysis/accounting/travel/travels.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { migrationPart } from '../json/migration-json.ts'
import type { CsvCell } from './csv-text.ts'

type Migration = ReturnType<typeof migrationPart>

/** What must travel with an instance: how many files beside its own, and what all of them come to. */
const migrationColumns: readonly (readonly [string, (migration: Migration) => CsvCell])[] = [
  ['migration_needs', (one) => one?.needs.length],
  ['migration_moved_bytes', (one) => one?.movedBytes ?? undefined],
  ['migration_moved_length_bytes', (one) => one?.movedLengthBytes ?? undefined],
  ['migration_with_base_there_bytes', (one) => one?.withBaseThereBytes ?? undefined],
  ['migration_broken_disks', (one) => one?.broken.length],
]

export const migrationHeaders: readonly string[] = migrationColumns.map(([header]) => header)

/** The cells of an instance below these headers, empty where nothing in its folder could be seen. */
export function migrationCells(row: InstanceRow, travelOf: TravelOf): readonly CsvCell[] {
  const migration = migrationPart(row, travelOf(row))
  return migrationColumns.map(([, cell]) => cell(migration))
}
