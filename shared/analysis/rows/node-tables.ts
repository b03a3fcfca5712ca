import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import type { BaseName } from '../../nova/base-name.ts'
import type { EntryRole } from '../../nova/entry-role.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { order } from '../../values/order.ts'
import { asRaw } from '../chain/entry-chain.ts'
import type { OverlayIndex } from '../chain/overlays.ts'
import { baseSizeFindings } from '../findings/base-findings.ts'
import { imageSpaceFindings } from '../findings/space-findings.ts'
import { copyKey, stagedFindings } from '../findings/staged-findings.ts'
import { chainOf, type UnitFindings } from '../findings/unit-findings.ts'
import { hardLinks } from '../sizes/linked-once.ts'
import { baseRow, type CountedLater, isBase } from './base-row.ts'
import { joinGlance } from './glance-join.ts'
import { imageRow, isStoredImage } from './image-row.ts'
import type { ImageRow } from './rows.ts'

interface Part {
  readonly result: UnitResult
  readonly findings: UnitFindings
}

interface Found {
  readonly entry: ScannedEntry
  readonly findings: UnitFindings
}

/** The tables of bases and of stored images, sorted by path. */
export interface NodeTables {
  readonly bases: readonly CountedLater[]
  readonly images: readonly ImageRow[]
  /** The image that a base of that name was made from, as far as it is known. */
  readonly glanceIdOf: (base: BaseName) => string | undefined
  /** Findings that only the whole node shows. */
  readonly found: readonly Finding[]
}

/** What is known of the whole scan. */
export interface TableFacts {
  readonly overlays: OverlayIndex
  /** The image whose data a file holds. */
  readonly holderOf: (path: TreePath) => TreePath | undefined
  /** Images that instances were made from, whether a store that was scanned has them or not. */
  readonly imageIds: Iterable<string>
  readonly nodeAt: (path: TreePath) => unknown
  /** Bytes that the file system of the instances holds in all, of the node that a path belongs to. */
  readonly roomAt: (path: TreePath) => number | undefined
  /** When ages are counted to. */
  readonly nowMs: number
}

/** What Glance takes in or fetches has an image's name, and is not what nova-compute downloads. */
const ON_THE_WAY: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'glance-staging',
  'glance-cache.incomplete',
  'glance-cache.invalid',
])

export function nodeTables(parts: readonly Part[], facts: TableFacts): NodeTables {
  const { overlays, holderOf, imageIds, nodeAt, roomAt, nowMs } = facts
  const bases = pick(parts, (_, entry) => isBase(entry))
  const images = pick(parts, ({ unit }, entry) => isStoredImage(unit.kind, entry))
  const join = joinGlance(entriesOf(images), entriesOf(bases), imageIds, nodeAt)
  const whole: Finding[] = []
  const all = entriesOf(images)
  const stored = new Map(
    all.filter(({ role }) => !ON_THE_WAY.has(role)).map((one) => [baseNameOf(one.path), one]),
  )
  const inStores = new Set(entriesOf(pick(parts, isUploaded)).map(copyKey))
  const glanceIdOf = (base: BaseName) => ('sha1' in base ? join.idBySha1.get(base.sha1) : undefined)
  const baseLinkOf = hardLinks(entriesOf(bases))
  const baseRows = bases.map(({ entry, findings }) => {
    const base = entry.base ?? { kind: 'unknown' }
    const on = overlays.on(entry.path)
    const glanceId = glanceIdOf(base)
    const more = baseSizeFindings({ ...entry, base }, stored.get(glanceId ?? ''))
    whole.push(...more)
    const found = [...(findings.byEntry.get(entry) ?? []), ...more]
    return baseRow({ ...entry, base }, on, glanceId, baseLinkOf(entry), found)
  })
  const hardLinkOf = hardLinks(entriesOf(images))
  const imageRows = images.map(({ entry, findings }) => {
    const read = findings.raw.has(entry) ? asRaw(entry) : entry
    const more = [
      ...imageSpaceFindings(read, roomAt(entry.path)),
      ...stagedFindings(entry, inStores, nowMs),
    ]
    whole.push(...more)
    return imageRow(read, {
      chain: chainOf(findings, entry),
      overlays: overlays.on(entry.path),
      basePath: join.basePath(entry),
      hardLinkOf: hardLinkOf(entry),
      dataOf: holderOf(entry.path),
      findings: [...(findings.byEntry.get(entry) ?? []), ...more],
    })
  })
  return {
    bases: baseRows.sort(byId),
    images: imageRows.sort(byId),
    glanceIdOf,
    found: whole,
  }
}

/** Any folder may hold files of such names, a backup too: only a store that is surely one counts. */
function isUploaded({ unit }: UnitResult, { role }: ScannedEntry): boolean {
  return unit.kind === 'glance' && unit.isGuessed !== true && role === 'glance-image'
}

function pick(
  parts: readonly Part[],
  wanted: (result: UnitResult, entry: ScannedEntry) => boolean,
): readonly Found[] {
  const found: Found[] = []
  for (const { result, findings } of parts) {
    // What lies in an instance's folder is the instance's, by the ten thousand.
    if (result.unit.kind === 'instance') continue
    for (const entry of result.entries) if (wanted(result, entry)) found.push({ entry, findings })
  }
  return found
}

function entriesOf(found: readonly Found[]): readonly ScannedEntry[] {
  return found.map(({ entry }) => entry)
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return order(a.id, b.id)
}
