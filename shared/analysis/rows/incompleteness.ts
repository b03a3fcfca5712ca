import { hides } from '../../scan/hides.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { isAtDisk } from '../disks/is-disk.ts'
import type { UnitFindings } from '../findings/unit-findings.ts'
import type { InstanceRow } from './rows.ts'

/** Only entries with findings can hide something: of nearly all folders that are none. */
export function incompletenessOf(
  { unit, partial }: UnitResult,
  { byEntry }: UnitFindings,
): InstanceRow['incomplete'] {
  let incomplete: InstanceRow['incomplete'] = partial === true ? 'partly' : undefined
  for (const entry of byEntry.keys()) {
    if (!hides(entry) && !standsForDisk(entry)) continue
    if (entry.path === unit.path) return 'shut'
    incomplete = 'partly'
  }
  return incomplete
}

/** What is no file and stands where a disk would be: the disk may be behind it, and nobody looked there. */
function standsForDisk(entry: ScannedEntry): boolean {
  const { type, fault, link } = entry
  if (type === 'file' || type === 'directory' || !isAtDisk(entry)) return false
  return fault !== undefined || link?.leavesRoot === true
}
