import { isWithin, pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { order } from '../../values/order.ts'
import { backingCandidates } from '../chain/backing-candidates.ts'
import { classifyBackingName } from '../chain/backing-name.ts'
import type { ScanHost } from '../chain/scan-host.ts'
import { scannedAt } from '../chain/scanned-file.ts'
import type { Address } from '../places/address.ts'
import { pathsBelow, type SpaceFile } from './forest/forest.ts'

/** A folder that a guest is given, so that all in it is in use; by which XML. */
export interface UsedFolder {
  readonly xml: TreePath
  readonly folder: Address
  /** It is a pool's: the folder has to stay, and of what is in it each guest names what it has. */
  readonly isPool?: true
}

/**
 * Where a folder that the XML at `domain` names may be: by what the name means in the tree, and after
 * symlinks, where somebody can follow them. That one is not there makes nothing of it.
 */
export function placesOfFolder(
  name: string,
  domain: TreePath,
  host: ScanHost,
): ReadonlySet<Address> {
  const classified = classifyBackingName(name)
  if (classified.kind !== 'absolute') return new Set()
  const found = new Set<Address>()
  for (const { address, rule } of backingCandidates(name, classified, domain, host.places)) {
    if (rule === 'base-directory') continue
    found.add(scannedAt(address, host.places))
    const there = host.lookup(address)
    if (there.kind !== 'fault' || there.fault.code !== 'not-a-file') continue
    for (const place of [there.fault.path, ...(there.alsoAt ?? [])])
      found.add(scannedAt(place, host.places))
  }
  return found
}

/**
 * XML with the files that it names, and with those of some files that lie in a folder of its. Of a folder
 * that many guests share the files are its own.
 */
export function withFilesInside(
  named: readonly SpaceFile[],
  used: readonly UsedFolder[],
  files: readonly TreePath[],
): readonly SpaceFile[] {
  if (used.length === 0) return named
  const given = xmlBy(used.filter(isGiven), ({ folder }) => [folder])
  const users = new Map([...given].map(([folder, xml]) => [folder, usersOf(folder, xml)]))
  const inside = new Map<TreePath, Set<TreePath>>()
  const add = (user: TreePath, path: TreePath) => {
    const paths = inside.get(user) ?? new Set()
    inside.set(user, paths.add(path))
  }
  for (const file of named) for (const path of pathsBelow(file)) add(file.path, path)
  for (const path of files) {
    for (const above of pathAndAbove(path))
      for (const user of users.get(above) ?? []) add(user, path)
  }
  return [...inside].map(([path, paths]) => {
    return { path, allocated: 0, extents: [...paths].map((each) => ({ path: each })) }
  })
}

/** Tells the XML of whoever is given a path, something in it, or a folder around it. */
export function createGivers(used: readonly UsedFolder[]): (path: TreePath) => readonly TreePath[] {
  const given = xmlBy(used.filter(isGiven), ({ folder }) => [folder])
  const holding = xmlBy(used, ({ folder }) => pathAndAbove(folder))
  return (path) => {
    // XML in what goes is of nobody who stays.
    const stays = (xml: TreePath): boolean => !isWithin(xml, path)
    const around = pathAndAbove(path).flatMap((at) => usersOf(at, given.get(at) ?? [], stays))
    return [...around, ...[...(holding.get(path) ?? [])].filter(stays)]
  }
}

/** Thousands of guests may share a folder with thousands of files: each file names so many of them. */
const MOST_NAMED = 16

/** Those who are given a folder; of too many the first, and for the others the folder itself, which stays. */
function usersOf(
  folder: Address,
  xml: Iterable<TreePath>,
  stays: (xml: TreePath) => boolean = () => true,
): readonly TreePath[] {
  const named: TreePath[] = []
  for (const one of xml) {
    if (!stays(one)) continue
    if (named.length === MOST_NAMED) return [...named, folder]
    named.push(one)
  }
  return named
}

function isGiven({ isPool }: UsedFolder): boolean {
  return isPool !== true
}

/** In the order of their paths, whichever was read first. */
function xmlBy(used: readonly UsedFolder[], keysOf: (one: UsedFolder) => readonly Address[]) {
  const found = new Map<Address, Set<TreePath>>()
  for (const one of used.toSorted((a, b) => order(a.xml, b.xml))) {
    for (const key of keysOf(one)) found.set(key, (found.get(key) ?? new Set()).add(one.xml))
  }
  return found
}
