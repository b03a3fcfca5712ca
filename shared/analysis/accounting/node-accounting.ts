import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { isLeftFolder } from '../../nova/left-folder.ts'
import type { Lookup } from '../chain/chain-host.ts'
import { joinSpace } from '../hosts/space-of-host.ts'
import type { BaseRow, ImageRow, InstanceRow } from '../rows/rows.ts'
import { doubtsOf, openNames } from './cache/cache-overview.ts'
import { type CacheOwners, createCacheOwners } from './cache/cache-owners.ts'
import { ownersLeftOpen, usersLeftOpen } from './cache/left-open.ts'
import { countBases } from './counted-bases.ts'
import { countImages, imagesAlone, nodesStoodOn } from './counted-images.ts'
import { countRows } from './counted-rows.ts'
import { createDependants } from './deletion/dependants.ts'
import type { AccountingFacts } from './facts.ts'
import { forestOf } from './forest/create-forest.ts'
import type { SpaceInput } from './forest/forest.ts'
import { sizesOf } from './forest/sizes.ts'
import { countNode, type HostAccounting } from './host-accounting.ts'
import { createKeptFor } from './kept-for.ts'
import { joinGrowth } from './nova/join-growth.ts'
import { type SpaceUses, usesOf } from './uses.ts'

/** What the node's space comes to, beyond the tables. Bytes. */
export interface NodeAccounting extends HostAccounting {
  readonly space: SpaceUses
}

export interface CountedAccounting {
  readonly accounting: HostAccounting
  readonly ofHosts: readonly HostAccounting[]
}

export interface Accounted {
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly BaseRow[]
  readonly images: readonly ImageRow[]
  readonly accounting: NodeAccounting
  /** In the order of the nodes, with those of several hosts on one instances_path. */
  readonly ofNodes: readonly CountedAccounting[]
  readonly space: SpaceInput
}

/** Counts a finished scan: the rows with their sizes, and what only the whole node shows. */
export function accountFor(facts: AccountingFacts): Accounted {
  const { nodes, totals } = facts
  const ownerOf = createCacheOwners(nodes.map(({ node }) => node))
  const space = spaceOf(facts, ownerOf)
  const forest = forestOf(space)
  const sizes = sizesOf(forest)
  const rows = countRows(facts, sizes)
  const counted = nodes.map((node) => countNode(node, facts, rows))
  const contextOf = (base: TreePath) => counted[ownerOf(base) ?? -1]?.context
  const dependants = createDependants(forest, nodesStoodOn(facts.images, forest))
  const around = { forest, sizes, dependants, isLeftOpen: usersLeftOpen(facts) }
  const bases = countBases(facts, around, contextOf)
  const uses = usesOf({ rows, bases: bases.own, forest, sizes, allocated: totals.allocated })
  return {
    rows,
    bases: bases.all,
    images: countImages(facts.images, { ...around, alone: imagesAlone(nodes) }),
    space,
    ofNodes: counted,
    accounting: { space: uses, ...ofAllNodes(counted, facts) },
  }
}

/** What the node's space is counted from. */
function spaceOf(facts: AccountingFacts, ownerOf: CacheOwners): SpaceInput {
  const { rows, bases, certain, ofDomains, unread, host, nodes } = facts
  const opens = nodes.map((node) => openNames(doubtsOf(node, facts)))
  const isOwned = (base: TreePath) => opens[ownerOf(base) ?? -1]?.(baseNameOf(base)) === false
  const leadsTo = (link: TreePath) => host.leadsTo(link)
  const keptFor = createKeptFor(facts, ownerOf)
  const owners = ownersLeftOpen(facts)
  const isPartial = ({ incomplete, uuid }: InstanceRow) =>
    incomplete !== undefined || owners.has(uuid)
  // Of the few that may go alone: it is asked of the file system.
  const hasMounts = (row: InstanceRow) =>
    (isLeftFolder(row) || row.orphan === true) && holdsMounts(host.lookup(row.id))
  const parts = { leadsTo, isPartial, hasMounts }
  const seen = { rows, bases, certain, isOwned, keptFor, ofDomains, unread, ...parts }
  return facts.ledger.input(seen)
}

/** On it or in it: rm removes neither, and the plan's script refuses both. */
function holdsMounts(folder: Lookup): boolean {
  if (folder.kind !== 'fault') return false
  return folder.isMounted === true || (folder.mounts ?? []).length > 0
}

/** What Nova counts is one host's; of several only how they grow together can be told. */
function ofAllNodes(
  counted: readonly CountedAccounting[],
  { nodes, fileSystem }: AccountingFacts,
): HostAccounting {
  const [only, ...more] = counted
  if (only !== undefined && more.length === 0) return only.accounting
  const growths = counted.map(({ accounting }) => accounting.growth)
  const spaces = nodes.map(({ space }) => space)
  return { growth: joinGrowth(growths, joinSpace(spaces, fileSystem)) }
}
