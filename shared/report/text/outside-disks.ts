import { isGone } from '../../analysis/disks/found-disks.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { nameText } from '../../bytes/text.ts'
import { sourceText } from './source-text.ts'

/** So many are named; a domain has a handful. */
const NAMED = 4

/**
 * Disks of an instance that lie outside of what was scanned, which no folder that is moved has: a volume is
 * called by its id, anything else by where it is.
 */
export function outsideDisks({ remoteDisks = [] }: InstanceRow): readonly string[] {
  const outside = remoteDisks.filter(isGone)
  const named = outside.slice(0, NAMED).map(({ root, target, volumeId, source }) => {
    const disk = root ? 'root disk' : `disk ${target ?? '?'}`
    return nameText(
      `${disk} on ${volumeId === undefined ? sourceText(source) : `volume ${volumeId}`}`,
    )
  })
  const more = outside.length - named.length
  const all = more > 0 ? [...named, `${more} more disks`] : named
  return all.map((text) => `${text} (outside of the scan)`)
}
