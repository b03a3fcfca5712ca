import { firstOfAnother, ownerByName } from '../../../shared/analysis/chain/another-instance.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { NamedPath } from '../../files/named-image.ts'

/** Of an instance's disk over one in another instance's folder: whose data it shows. Absolute paths. */
export function standsOnAnother(
  below: readonly string[],
  { named, real }: NamedPath,
): string | undefined {
  const own = [named, real].flatMap((path) => ownerByName(path) ?? [])
  const path = firstOfAnother(below, own, ownerByName)
  if (path === undefined) return undefined
  return (
    `it stands on ${displayText(path)}, in the folder of another instance, whose data it shows: Nova puts a disk ` +
    'on a file of its image cache only'
  )
}
