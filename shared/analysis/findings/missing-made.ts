import { baseNameOf } from '../../files/paths.ts'
import type { Evidence, Finding } from '../../findings/types.ts'
import { isLive } from '../../nova/names.ts'
import { sha1OfAscii } from '../../nova/sha1.ts'
import type { ImageRow, InstanceRow } from '../rows/rows.ts'

/** A base of the image cache of any image, also one that Nova has enlarged by itself (`…_20`). */
const OF_AN_IMAGE = /^[0-9a-f]{40}(?:_\d+)?$/

/**
 * Says of the missing base of a root disk whether Nova makes it again: whenever it starts an instance hard
 * it has what the disk records below itself made from the instance's image, whatever image that was of
 * (`_create_images_and_backing`).
 */
export function createMissingMade(
  rows: readonly InstanceRow[],
  images: readonly ImageRow[],
): (finding: Finding) => Finding {
  const rowAt = new Map(rows.map((row) => [row.id, row]))
  const stored = new Set(images.filter(isSound).map(({ name }) => name))
  return (finding) => {
    const { code, evidence, subject } = finding
    if (code !== 'missing-backing-file' || evidence['case'] !== undefined) return finding
    const row = subject.instance === undefined ? undefined : rowAt.get(subject.instance)
    const image = row?.identity?.imageId
    if (row === undefined || image === undefined) return finding
    if (!isLive(row) || !isOfRoot(row, finding)) return finding
    const made = madeOf(baseNameOf(String(evidence['name'])), image, stored)
    return made === undefined ? finding : { ...finding, evidence: { ...evidence, ...made } }
  }
}

function madeOf(name: string, image: string, stored: ReadonlySet<string>): Evidence | undefined {
  const own = sha1OfAscii(image)
  if (own === undefined || !OF_AN_IMAGE.test(name)) return undefined
  if (!name.startsWith(own)) return { case: 'another', image }
  // Of an enlarged one it depends on the release what Nova makes.
  if (name !== own) return undefined
  return { case: stored.has(image) ? 'stored' : 'known', image }
}

/** Whether the root disk itself records it, and no layer below that. */
function isOfRoot({ disks, id }: InstanceRow, { subject, evidence }: Finding): boolean {
  const root = disks.find(({ name }) => name === 'disk')
  return (
    root !== undefined &&
    subject.path === `${id}/disk` &&
    root.path === subject.path &&
    root.backing?.name === evidence['name']
  )
}

function isSound({ image, role }: ImageRow): boolean {
  return role === 'glance-image' && image?.fault === undefined
}
