import type { InstanceRow } from '../../rows/rows.ts'
import { isOrphan } from '../known-instances.ts'

/** Signs that the domain XML which was opened is not all that the host has now. */
export interface DomainsDoubt {
  /** More folders have no domain than there are domains, or one without was changed after the newest XML. */
  readonly case: 'few' | 'older'
  /** Folders of instances without a domain, unchanged for a day. */
  readonly without: number
  /** Domains of libvirt. */
  readonly known: number
  /** Milliseconds since 1970: when libvirt's descriptions, or the folder that they lie in, last changed. */
  readonly newestMs: number
}

/**
 * Whether to doubt that folders without a domain belong to none. XML that was saved before, or that is
 * of a part of the host, makes orphans of all the rest, whose disks may be the only ones. libvirt
 * removes the XML of what is deleted from its folder, which so is newer than the last that the guest wrote.
 */
export function domainsDoubt(
  rows: readonly InstanceRow[],
  { known, newestMs }: Pick<DomainsDoubt, 'known' | 'newestMs'>,
  nowMs: number,
): DomainsDoubt | undefined {
  const lost = rows.filter((row) => isOrphan(row, nowMs))
  if (lost.length === 0) return undefined
  const counts = { without: lost.length, known, newestMs }
  if (lost.length > known) return { case: 'few', ...counts }
  // Without a time of them nothing is older.
  const isOlder =
    newestMs > 0 && lost.some(({ touchedMs, changedMs }) => (touchedMs ?? changedMs) > newestMs)
  return isOlder ? { case: 'older', ...counts } : undefined
}
