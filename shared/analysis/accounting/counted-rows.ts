import { isLive } from '../../nova/names.ts'
import { setSizes } from '../disks/disk-cell.ts'
import { otherHosts } from '../hosts/sharing-hosts.ts'
import type { InstanceRow } from '../rows/rows.ts'
import {
  type IsLeftOpen,
  isDiskOpen,
  isShareOpen,
  ownersLeftOpen,
  sharesLeftOpen,
} from './cache/left-open.ts'
import type { AccountingFacts, CountedNode } from './facts.ts'
import type { FolderSizes, KnownSizes, Sizes, SpaceSizes } from './forest/sizes.ts'
import { hasAllDomains, isNovasInstance } from './host-accounting.ts'
import { domainXmlOf, hasNoDomain, isOrphan, orphanAtMs } from './known-instances.ts'

/** The rows of instances with what only the whole node shows: what each costs, and whose it is. */
export function countRows(
  facts: AccountingFacts,
  { folders }: Pick<SpaceSizes, 'folders'>,
): readonly InstanceRow[] {
  const { nodes, nowMs } = facts
  const isMounted = nodes.some(({ node }) => node.layout.emptyInstances)
  const knowing = nodes.filter((node) => hasAllDomains(node, isMounted))
  const isShared = sharesLeftOpen(facts)
  const owners = ownersLeftOpen(facts)
  setReplaced(facts.rows)
  return facts.rows.map((row, at) => {
    const isKnown = knowing.some((node) => isNovasInstance(node, row))
    if (isKnown) setOrphan(row, nowMs)
    else setOtherHosts(row, nodes)
    const isOpen = owners.has(row.uuid) || isShareOpen(row, isShared)
    return isOpen || row.incomplete !== undefined
      ? openRow(row, folders[at], isShared, isOpen)
      : sizedRow(row, folders[at])
  })
}

type RowDraft = { -readonly [Key in keyof InstanceRow]: InstanceRow[Key] }

function setReplaced(rows: readonly InstanceRow[]): void {
  const setAside = rows.filter(({ kind }) => kind === 'aside')
  if (setAside.length === 0) return
  const inPlace = new Set(rows.filter(isLive).map(({ uuid }) => uuid))
  for (const row of setAside) {
    const draft: RowDraft = row
    if (inPlace.has(row.uuid)) draft.isReplaced = true
  }
}

/** For rows of a host all of whose domains are known: only there does a missing domain mean an orphan. */
function setOrphan(row: InstanceRow, nowMs: number): void {
  const draft: RowDraft = row
  if (row.kind === 'aside' && domainXmlOf(row) === undefined) draft.isUnclaimed = true
  const atMs = orphanAtMs(row, nowMs)
  if (isOrphan(row, nowMs)) draft.orphan = true
  else if (atMs !== undefined) draft.orphanAtMs = atMs
}

/**
 * For a folder without a domain on storage that other hosts use too: it may be an instance of one of them,
 * so they are named instead of calling it an orphan.
 */
function setOtherHosts(row: InstanceRow, nodes: readonly CountedNode[]): void {
  if (!hasNoDomain(row)) return
  const node = nodes.find((one) => one.domainsComplete && isNovasInstance(one, row))
  const others = node === undefined ? [] : otherHosts(node.hosts)
  const draft: RowDraft = row
  if (others.length > 0) draft.otherHosts = others
}

/**
 * A row whose share nobody can tell, because something unread may use its files as well. A disk that nothing
 * unread can use keeps its sizes.
 */
function openRow(
  row: InstanceRow,
  sizes: FolderSizes | undefined,
  isLeftOpen: IsLeftOpen,
  isOpen: boolean,
): InstanceRow {
  for (const [at, disk] of row.disks.entries()) {
    const own = sizes?.files[at]
    setSizes(disk, isDiskOpen(disk, isLeftOpen) ? withoutPart(own) : knownOf(own))
  }
  const draft: RowDraft = row
  const own = withoutPart(sizes?.own)
  if (own !== undefined) draft.sizes = own
  if (isOpen) draft.isShareOpen = true
  return row
}

/** Without the share of each user: that files are shared is known for certain, but not by how many. */
function withoutPart(sizes: Sizes | undefined): KnownSizes | undefined {
  if (sizes === undefined) return undefined
  const { amortised: _, shared, isUncounted, ...own } = sizes
  return own.isExclusiveAtLeast || isUncounted ? own : { ...own, shared }
}

/** Without what has bytes that a file system makes up. */
function knownOf(sizes: Sizes | undefined): KnownSizes | undefined {
  return sizes?.isUncounted ? withoutPart(sizes) : sizes
}

/** Rows and cells are completed as they stand: copying tens of thousands takes too long. */
function sizedRow(row: InstanceRow, sizes: FolderSizes | undefined): InstanceRow {
  for (const [at, disk] of row.disks.entries()) setSizes(disk, knownOf(sizes?.files[at]))
  const draft: RowDraft = row
  const own = knownOf(sizes?.own)
  if (own !== undefined) draft.sizes = own
  return row
}
