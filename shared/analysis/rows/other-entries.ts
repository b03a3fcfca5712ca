import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { order } from '../../values/order.ts'
import { isBaseLink } from './base-links.ts'
import { isBase } from './base-row.ts'
import { isStoredImage } from './image-row.ts'
import type { InstanceRow } from './rows.ts'

/** A folder of anything may hold millions of files; so many of them, the largest, are listed. */
const MAX_LISTED = 20_000

/** What was found and belongs to no instance, and is neither a base file nor a stored image. */
export interface OtherEntries {
  /** Sorted by path; a row each, with what it is by its place and name. */
  readonly listed: readonly ScannedEntry[]
  /** The smallest of very many. Bytes. */
  readonly leftOut: CountedFiles
  /** XML of the domains of instances, which are listed with these; left out where there is none. */
  readonly domainXml?: CountedFiles
}

/** Bytes. */
export interface CountedFiles {
  readonly count: number
  readonly allocated: number
}

/** Of all that was scanned; the domain XML of an instance is the instance's, which names it. */
export function otherEntries(
  results: readonly UnitResult[],
  rows: readonly InstanceRow[],
): OtherEntries {
  const uuids = new Set(rows.map(({ uuid }) => uuid))
  const known = new Set(rows.flatMap(({ identity }) => identity?.xml ?? []))
  const found: ScannedEntry[] = []
  const ofInstances: ScannedEntry[] = []
  for (const result of results) {
    if (result.unit.kind === 'instance') continue
    const texts = textsOf(result, uuids)
    for (const entry of result.entries) {
      if (!isOther(result, entry)) continue
      const isOfInstance = texts.has(entry.path) || known.has(entry.path)
      if (isOfInstance) ofInstances.push(entry)
      else found.push(entry)
    }
  }
  const domainXml = counted(ofInstances)
  return { ...listedOf(found), ...(domainXml.count > 0 && { domainXml }) }
}

function counted(entries: readonly ScannedEntry[]): CountedFiles {
  const allocated = entries.reduce((sum, { allocated }) => sum + allocated, 0)
  return { count: entries.length, allocated }
}

/**
 * The XML of domains whose folders are there: a running domain has a second one. What their memory was
 * saved to is no text, and as large as that.
 */
function textsOf(
  { unit, domains = [] }: UnitResult,
  uuids: ReadonlySet<string>,
): ReadonlySet<string> {
  if (unit.kind === 'domain-saves') return new Set()
  return new Set(domains.filter(({ uuid }) => uuids.has(uuid)).map(({ path }) => path))
}

function isOther({ unit }: UnitResult, entry: ScannedEntry): boolean {
  if (isBase(entry) || isBaseLink(entry) || isStoredImage(unit.kind, entry)) return false
  if (entry.isListed === true) return false
  // The folders of a cache and of a store are counted with what is in them.
  const isPlace = unit.kind === 'base' || unit.kind === 'glance'
  return !(isPlace && entry.path === unit.path)
}

function listedOf(found: ScannedEntry[]): OtherEntries {
  const isAll = found.length <= MAX_LISTED
  const ranked = isAll ? found : found.toSorted((a, b) => b.allocated - a.allocated)
  const rest = ranked.slice(MAX_LISTED)
  return {
    listed: ranked.slice(0, MAX_LISTED).sort((a, b) => order(a.path, b.path)),
    leftOut: counted(rest),
  }
}
