import { isWithin } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import { ephemeralTagOf } from '../../../nova/base-name.ts'
import type { NovaConfig } from '../../../nova/conf.ts'
import type { Layout } from '../../../scan/layout.ts'
import { mayHaveOthers, otherHosts } from '../../hosts/sharing-hosts.ts'
import type { InstanceRow } from '../../rows/rows.ts'
import type { AccountingFacts, CountedNode } from '../facts.ts'
import type { CacheDoubt } from './cache-doubt.ts'
import type { CacheOptions } from './cache-options.ts'
import type { CacheContext } from './cache-state.ts'
import { type CacheUsers, cacheUsers } from './cache-users.ts'
import {
  carefulOptions,
  type DifferingOption,
  differingOptions,
  optionsOf,
} from './careful-options.ts'
import { leavesOpen } from './doubt-about.ts'
import { type ListedDoubts, listedDoubts } from './doubts-open.ts'

/** What is said of a host's image cache. */
export interface CacheOverview extends ListedDoubts {
  readonly options: CacheOptions
  /** True when nova.conf was read, so that the options are the node's own. */
  readonly optionsAreKnown: boolean
  /** Where they are not: set when it was read, and Nova refuses an option of the cache in it. */
  readonly refusesOption?: true
  /** An option names one that is not read, so that nobody knows what is removed, or when. */
  readonly isUntold?: true
  /** Where they are not: set when one may be there that could not be read. */
  readonly isShut?: true
  /** The image cache's path on the node itself. */
  readonly path: string
  /** Where opened hosts on this instances_path each have a cache of their own: all of them. */
  readonly caches?: readonly { readonly at: TreePath; readonly path: string }[]
  /** Domains are known, and none of them tells Nova's release: by the rules of the newest it is judged. */
  readonly isReleaseAssumed?: true
  /** Instances whose image files do not tell: a base may be theirs. */
  readonly withoutImage: number
  /** Options that the opened hosts on this instances_path do not have alike; by the most careful it is judged. */
  readonly differing?: readonly DifferingOption[]
  /** Other hosts that use the same instances_path: their instances may use a base too. */
  readonly otherHosts: readonly string[]
}

/** What the overview of a cache and the states of its files are both told from. */
interface KeptBy {
  readonly layouts: readonly Layout[]
  /** Each nova.conf that was read. */
  readonly novas: readonly NovaConfig[]
  readonly options: CacheOptions
  readonly users: CacheUsers
  readonly doubts: readonly CacheDoubt[]
  readonly isUntold: boolean
  readonly isReleaseAssumed: boolean
  readonly otherHosts: readonly string[]
  readonly hasOthers: boolean
}

/** What a host's image cache is kept by, and what its states are told from. */
export function cacheOf(
  counted: CountedNode,
  facts: AccountingFacts,
  rows: readonly InstanceRow[],
) {
  if (counted.node.layout.instancesPath === undefined) return undefined
  const layouts = layoutsOf(counted)
  const novas = layouts.flatMap((one) => one.nova ?? [])
  const users = cacheUsers(rows, ephemeralTagsOf(counted))
  const kept: KeptBy = {
    layouts,
    novas,
    options: carefulOptions(layouts.map(optionsOf)),
    users,
    isReleaseAssumed: users.release === undefined && rows.some(({ identity }) => identity),
    doubts: doubtsOf(counted, facts),
    isUntold: novas.some(({ untold }) => hasCacheOption(untold)),
    otherHosts: otherHosts(counted.hosts),
    hasOthers: mayHaveOthers(counted),
  }
  return { context: contextOf(kept, facts, rows), overview: overviewOf(kept, counted.node.layout) }
}

function contextOf(
  { users, options, doubts, isUntold, hasOthers }: KeptBy,
  { nowMs, certain, end }: AccountingFacts,
  rows: readonly InstanceRow[],
): CacheContext {
  const isOpen = openNames(doubts)
  const ofNobody = rows.filter((row) => row.orphan === true || (row.isUnclaimed && !row.isReplaced))
  return {
    users,
    options,
    nowMs,
    isCertain: (name) => certain && !isOpen(name),
    isUntold,
    hasOthers,
    isEnded: end.state === 'complete',
    orphans: new Set(ofNobody.map(({ id }) => id)),
  }
}

function overviewOf(kept: KeptBy, layout: Layout): CacheOverview {
  const { layouts, novas, doubts, isUntold } = kept
  const { managerInterval, removeUnused, originalMinimumAge, resizedMinimumAge } = kept.options
  const areAllRead = novas.length === layouts.length
  const isShut = !areAllRead && doubts.some(({ reason }) => reason === 'configuration')
  const refuses = novas.some(({ refused }) => hasCacheOption(refused))
  const differing = differingOptions(layouts)
  return {
    options: { managerInterval, removeUnused, originalMinimumAge, resizedMinimumAge },
    optionsAreKnown: areAllRead && !refuses && !isUntold,
    ...(refuses && { refusesOption: true }),
    ...(isUntold && { isUntold }),
    ...(isShut && { isShut }),
    ...(kept.isReleaseAssumed && { isReleaseAssumed: true as const }),
    ...cachePaths(layouts, layout),
    withoutImage: kept.users.withoutImage,
    ...listedDoubts(doubts),
    otherHosts: kept.otherHosts,
    ...(differing.length > 0 && { differing }),
  }
}

function cachePaths(
  layouts: readonly Layout[],
  layout: Layout,
): Pick<CacheOverview, 'path' | 'caches'> {
  const { instancesPath, basePath, nova } = layout
  const configured = basePath ?? `${instancesPath}/${nova?.imageCache.name ?? '_base'}`
  const path = recordedPath(layout, configured)
  const caches = [...new Set(layouts.flatMap((one) => one.basePath ?? []))]
  if (caches.length < 2) return { path }
  return { path, caches: caches.map((at) => ({ at, path: recordedPath(layout, at) })) }
}

/** What names of ephemeral disks end in for the hosts, each of which counts the disks of all; of one it may not be known. */
export function ephemeralTagsOf(counted: CountedNode): readonly string[] | undefined {
  const tags = layoutsOf(counted).map(({ nova }) => ephemeralTagOf(nova?.ephemeralFormat ?? ''))
  const known = tags.filter((tag) => tag !== undefined)
  return known.length > 0 && known.length === tags.length ? [...new Set(known)] : undefined
}

/** Of each host on the instances_path. */
function layoutsOf({ node, sharing }: CountedNode): readonly Layout[] {
  return sharing.length === 0 ? [node.layout] : sharing.map((host) => host.layout)
}

export function hasCacheOption(options: NovaConfig['refused'] = []): boolean {
  return options.some((option) => option.startsWith('image_cache.'))
}

/** As the node itself calls a place that lies in the instances_path. */
function recordedPath(layout: Layout, path: TreePath): string {
  const { instancesPath = '', recordedInstancesPath = `/${instancesPath}` } = layout
  const below = instancesPath === '' ? `/${path}` : path.slice(instancesPath.length)
  return isWithin(path, instancesPath) ? recordedInstancesPath + below : `/${path}`
}

/** What leaves files of the host's cache open: what may stand on all does so wherever it lies. */
export function doubtsOf({ has }: CountedNode, { doubts }: AccountingFacts): readonly CacheDoubt[] {
  return doubts.filter(({ path, about }) => about === 'all' || has(path))
}

/** Tells by its name whether something unseen may stand on a file of the cache. */
export function openNames(doubts: readonly CacheDoubt[]): (name: string) => boolean {
  // Of many doubts there are few kinds.
  const kinds = [...new Map(doubts.map((doubt) => [doubt.about, doubt])).values()]
  const named = new Set(doubts.flatMap(({ names = [] }) => names))
  return (name) => named.has(name) || kinds.some((doubt) => leavesOpen(doubt, name))
}
