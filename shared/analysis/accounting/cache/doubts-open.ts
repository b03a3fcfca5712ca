import { baseNameOf } from '../../../files/paths.ts'
import type { BaseRow, DiskCell } from '../../rows/rows.ts'
import type { CacheDoubt } from './cache-doubt.ts'
import { type DoubtAbout, leavesOpen } from './doubt-about.ts'

/** Of each kind so many are named; the rest is counted. */
const LISTED = 20

/** Of each kind the first things of which nobody can tell what they stand on, and how many there are. */
export interface ListedDoubts {
  readonly doubts: readonly CacheDoubt[]
  readonly doubtCounts: Readonly<Partial<Record<DoubtAbout, number>>>
}

/** Doubts as they are kept: not all of tens of thousands. */
export function listedDoubts(all: readonly CacheDoubt[]): ListedDoubts {
  const counts = new Map<DoubtAbout, number>()
  const doubts = all.filter(({ about }) => {
    const count = (counts.get(about) ?? 0) + 1
    counts.set(about, count)
    return count <= LISTED
  })
  return { doubts, doubtCounts: Object.fromEntries(counts) }
}

/** What leaves bases open: the first few by name, and how many more there are. */
export interface OpenedBy {
  readonly named: readonly CacheDoubt[]
  readonly more: number
}

/** What leaves any of some files of a cache open, by their names; `most` of it is named. */
export function openedBy(
  { doubts, doubtCounts }: ListedDoubts,
  names: readonly string[],
  most: number,
): OpenedBy {
  const of = (one: Pick<CacheDoubt, 'about' | 'names'>) =>
    names.some((name) => leavesOpen(one, name))
  const abouts = ABOUTS.filter((about) => of({ about }))
  const open = doubts.filter(of)
  // Of those that name files what is not listed here may name others.
  const byName = open.filter(({ about }) => about === 'named').length
  const all = abouts.reduce((sum, about) => sum + (doubtCounts[about] ?? 0), byName)
  const named = open.slice(0, most)
  return { named, more: all - named.length }
}

/** What leaves open how many share what some disks stand on. */
export function openedBelow(
  listed: ListedDoubts,
  disks: readonly Pick<DiskCell, 'base' | 'backing'>[],
  most: number,
): OpenedBy {
  const below = disks.flatMap(({ base, backing }) => base ?? backing?.path ?? [])
  return openedBy(listed, below.map(baseNameOf), most)
}

const ABOUTS = ['images', 'blanks', 'all'] as const

/** Names of those files of a cache of which something unseen leaves open whether they are used. */
export function openNamesOf(bases: readonly Pick<BaseRow, 'name' | 'cache'>[]): readonly string[] {
  return bases.filter(({ cache }) => cache?.why === 'unseen').map(({ name }) => name)
}
