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
import { lostImageFindings } from '../findings/lost-image.ts'
import { imageSpaceFindings } from '../findings/space-findings.ts'
import { copyKey, stagedFindings } from '../findings/staged-findings.ts'
import { chainOf, type UnitFindings } from '../findings/unit-findings.ts'
import { hardLinks } from '../sizes/linked-once.ts'
import { baseRow, type CountedLater, isBase } from './base-row.ts'
import { type GlanceJoin, joinGlance } from './glance-join.ts'
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
  const bases = pick(parts, (_, entry) => isBase(entry))
  const images = pick(parts, ({ unit }, entry) => isStoredImage(unit.kind, entry))
  const join = joinGlance(entriesOf(images), entriesOf(bases), facts.imageIds, facts.nodeAt)
  const glanceIdOf = (base: BaseName) => ('sha1' in base ? join.idBySha1.get(base.sha1) : undefined)
  const uploaded = entriesOf(pick(parts, isUploaded))
  const found: Finding[] = []
  return {
    bases: baseRows(bases, entriesOf(images), { ...facts, glanceIdOf }, found),
    images: imageRows({ images, uploaded, bases }, { ...facts, ...join }, found),
    glanceIdOf,
    found,
  }
}

/** `all` takes in what is found here, beside what was found of each unit. */
function baseRows(
  bases: readonly Found[],
  images: readonly ScannedEntry[],
  { overlays, glanceIdOf }: TableFacts & Pick<NodeTables, 'glanceIdOf'>,
  all: Finding[],
): readonly CountedLater[] {
  const whole = images.filter(({ role }) => !ON_THE_WAY.has(role))
  const stored = new Map(whole.map((one) => [baseNameOf(one.path), one]))
  const hardLinkOf = hardLinks(entriesOf(bases))
  const rows = bases.map(({ entry, findings }) => {
    const base = entry.base ?? { kind: 'unknown' }
    const on = overlays.on(entry.path)
    const glanceId = glanceIdOf(base)
    const more = baseSizeFindings({ ...entry, base }, stored.get(glanceId ?? ''))
    all.push(...more)
    const found = [...(findings.byEntry.get(entry) ?? []), ...more]
    return baseRow({ ...entry, base }, on, glanceId, hardLinkOf(entry), found)
  })
  return rows.sort(byId)
}

interface ImageSources {
  readonly images: readonly Found[]
  readonly uploaded: readonly ScannedEntry[]
  readonly bases: readonly Found[]
}

function imageRows(
  { images, uploaded, bases: found }: ImageSources,
  { overlays, holderOf, roomAt, nowMs, basePath }: TableFacts & Pick<GlanceJoin, 'basePath'>,
  all: Finding[],
): readonly ImageRow[] {
  const inStores = new Set(uploaded.map(copyKey))
  const bases = new Map<string | undefined, ScannedEntry>(
    found.map(({ entry }) => [entry.path, entry]),
  )
  const hardLinkOf = hardLinks(entriesOf(images))
  const rows = images.map(({ entry, findings }) => {
    const read = findings.raw.has(entry) ? asRaw(entry) : entry
    const more = [
      ...imageSpaceFindings(read, roomAt(entry.path)),
      ...stagedFindings(entry, inStores, nowMs),
      ...lostImageFindings(entry, bases.get(basePath(entry))),
    ]
    all.push(...more)
    return imageRow(read, {
      chain: chainOf(findings, entry),
      overlays: overlays.on(entry.path),
      basePath: basePath(entry),
      hardLinkOf: hardLinkOf(entry),
      dataOf: holderOf(entry.path),
      findings: [...(findings.byEntry.get(entry) ?? []), ...more],
    })
  })
  return rows.sort(byId)
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
