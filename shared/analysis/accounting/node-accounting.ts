import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { order } from '../../findings/order.ts'
import { setSizes } from '../disks/disk-cell.ts'
import { otherHosts } from '../hosts/sharing-hosts.ts'
import { joinSpace, type SpaceOfHost } from '../hosts/space-of-host.ts'
import type { CountedLater } from '../rows/base-row.ts'
import type { BaseRow, InstanceRow } from '../rows/rows.ts'
import { doubtsOf, openNames } from './cache/cache-overview.ts'
import { createCacheOwners } from './cache/cache-owners.ts'
import { type CacheContext, type CachedFile, cacheState } from './cache/cache-state.ts'
import {
  type IsLeftOpen,
  isDiskOpen,
  isShareOpen,
  sharesLeftOpen,
  usersLeftOpen,
} from './cache/left-open.ts'
import { linkState } from './cache/link-state.ts'
import { createDependants, type Dependants } from './deletion/dependants.ts'
import { freedBytes } from './deletion/freed.ts'
import { indirectUsers } from './deletion/standing-on.ts'
import type { AccountingFacts, CountedNode } from './facts.ts'
import { forestOf } from './forest/create-forest.ts'
import type { SpaceForest, SpaceInput } from './forest/forest.ts'
import { type FolderSizes, type SpaceSizes, sizesOf } from './forest/sizes.ts'
import { countNode, type HostAccounting, hasAllDomains, isOfNova } from './host-accounting.ts'
import { hasNoDomain, isOrphan, orphanAtMs } from './known-instances.ts'
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
  readonly accounting: NodeAccounting
  /** In the order of the nodes, with those of several hosts on one instances_path. */
  readonly ofNodes: readonly CountedAccounting[]
  readonly space: SpaceInput
}

/** Counts a finished scan: the rows with their sizes, and what only the whole node shows. */
export function accountFor(facts: AccountingFacts): Accounted {
  const { nodes, totals, ledger, certain } = facts
  const ownerOf = createCacheOwners(nodes.map(({ node }) => node))
  const opens = nodes.map((node) => openNames(doubtsOf(node, facts)))
  const isOwned = (base: TreePath) => opens[ownerOf(base) ?? -1]?.(baseNameOf(base)) === false
  const space = ledger.input({
    rows: facts.rows,
    bases: facts.bases,
    certain,
    isOwned,
    ofDomains: facts.ofDomains,
    unread: facts.unread,
    leadsTo: (link) => facts.host.leadsTo(link),
  })
  const forest = forestOf(space)
  const sizes = sizesOf(forest)
  const isMounted = nodes.some(({ node }) => node.layout.emptyInstances)
  const knowing = nodes.filter((node) => hasAllDomains(node, isMounted))
  const isShared = sharesLeftOpen(facts)
  const isLeftOpen = usersLeftOpen(facts)
  const rows = facts.rows.map((row, at) => {
    const isKnown = knowing.some((node) => isOfNova(node, row))
    if (isKnown) setOrphan(row, facts.nowMs)
    else setOtherHosts(row, nodes)
    if (isShareOpen(row, isShared)) return openRow(row, sizes.folders[at], isShared)
    return sizedRow(row, sizes.folders[at])
  })
  const counted = nodes.map((node) => countNode(node, facts, rows))
  const dependants = createDependants(forest)
  const bases = facts.bases.map((base) => {
    const context = counted[ownerOf(base.id) ?? -1]?.context
    return countedBase(base, { forest, sizes, dependants, context, isLeftOpen })
  })
  const links = facts.baseLinks.map((row) => {
    const context = counted[ownerOf(row.id) ?? -1]?.context
    return context === undefined ? row : { ...row, cache: linkState(row, context) }
  })
  const ofNodes = counted.map(({ accounting }) => accounting)
  return {
    rows,
    bases: links.length === 0 ? bases : [...bases, ...links].sort((a, b) => order(a.id, b.id)),
    space,
    ofNodes: counted,
    accounting: {
      space: usesOf({ rows, bases, forest, sizes, allocated: totals.allocated }),
      ...ofAllNodes(
        ofNodes,
        joinSpace(
          nodes.map(({ space }) => space),
          facts.fileSystem,
        ),
      ),
    },
  }
}

/** What Nova counts is one host's; of several only how they grow together can be told. */
function ofAllNodes(nodes: readonly HostAccounting[], space: SpaceOfHost): HostAccounting {
  const [only, ...more] = nodes
  if (only !== undefined && more.length === 0) return only
  const growths = nodes.map(({ growth }) => growth)
  return { growth: joinGrowth(growths, space) }
}

type RowDraft = { -readonly [Key in keyof InstanceRow]: InstanceRow[Key] }

/** Of a host all of whose domains are known. */
function setOrphan(row: InstanceRow, nowMs: number): void {
  const draft: RowDraft = row
  const atMs = orphanAtMs(row, nowMs)
  if (isOrphan(row, nowMs)) draft.orphan = true
  else if (atMs !== undefined) draft.orphanAtMs = atMs
}

/** Of a folder without a domain where all of this host are known, and other hosts use the storage. */
function setOtherHosts(row: InstanceRow, nodes: readonly CountedNode[]): void {
  if (!hasNoDomain(row)) return
  const node = nodes.find((one) => one.domainsComplete && isOfNova(one, row))
  const others = node === undefined ? [] : otherHosts(node.hosts)
  if (others.length > 0) (row as RowDraft).otherHosts = others
}

/** What may be used by something unread costs nobody knows how much; its other disks it leaves as they are. */
function openRow(
  row: InstanceRow,
  sizes: FolderSizes | undefined,
  isLeftOpen: IsLeftOpen,
): InstanceRow {
  for (const [at, disk] of row.disks.entries()) {
    if (!isDiskOpen(disk, isLeftOpen)) setSizes(disk, sizes?.files[at])
  }
  ;(row as RowDraft).isShareOpen = true
  return row
}

/** Rows and cells are completed as they stand: copying tens of thousands takes too long. */
function sizedRow(row: InstanceRow, sizes: FolderSizes | undefined): InstanceRow {
  for (const [at, disk] of row.disks.entries()) setSizes(disk, sizes?.files[at])
  const draft: RowDraft = row
  if (sizes !== undefined) draft.sizes = sizes.own
  return row
}

interface BaseSurroundings {
  readonly forest: SpaceForest
  readonly sizes: SpaceSizes
  readonly dependants: (at: number) => Dependants
  readonly context: CacheContext | undefined
  readonly isLeftOpen: IsLeftOpen
}

function countedBase(base: CountedLater, around: BaseSurroundings): BaseRow {
  const { forest, sizes, dependants, context, isLeftOpen } = around
  const at = forest.nodeAt(base.id) ?? -1
  const counted = {
    ...base,
    users: sizes.users[at]?.length ?? 0,
    ...(isLeftOpen(base.id) && { isUsersAtLeast: true as const }),
    dependants: dependants(at),
    exclusive: freedBytes(forest, { instances: [], files: [base.id] }),
  }
  return context === undefined
    ? counted
    : { ...counted, cache: cacheState(cachedFile(counted), context) }
}

function cachedFile(base: Omit<BaseRow, 'cache'>): CachedFile {
  const { id: path, name, length, mtimeMs, overlays, dependants } = base
  const file = { path, name, length, mtimeMs, overlays: overlays.length, dependants }
  return { ...file, indirectUsers: indirectUsers(base) }
}
