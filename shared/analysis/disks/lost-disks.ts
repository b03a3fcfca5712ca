import type { DomainFacts } from '../../nova/domain.ts'
import { nameInFolder } from '../../scan/entry.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { declaredFormat, domainFormat } from '../chain/domain-format.ts'
import { isHeaderLost } from '../chain/lost-header.ts'
import { isDisk } from './is-disk.ts'

/** Disks without the header that they are to have, each with the format that is declared. */
export type LostDisks = ReadonlyMap<ScannedEntry, string>

const NONE: LostDisks = new Map()

/**
 * The domain's XML counts before disk.info, except where that, written when the disk was made, says raw
 * and the content agrees: then the XML is what is wrong.
 */
export function lostDisks(result: UnitResult, facts: DomainFacts | undefined): LostDisks {
  const { kind, path, linkedAt: folder = path } = result.unit
  if (kind !== 'instance') return NONE
  let found: Map<ScannedEntry, string> | undefined
  for (const entry of result.entries) {
    // Nearly all disks have a qcow2 header, and none of them is looked at further.
    if (entry.image === undefined || entry.image.format === 'qcow2' || !isDisk(entry)) continue
    const byInfo = declaredFormat(result, entry)
    const declared = domainFormat(facts, folder, nameInFolder(entry)) ?? byInfo
    if (declared === undefined || byInfo === 'raw' || !isHeaderLost(declared, entry)) continue
    found ??= new Map()
    found.set(entry, declared)
  }
  return found ?? NONE
}
