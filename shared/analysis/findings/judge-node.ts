import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { DEFAULT_CACHE_NAME } from '../../nova/cache-name.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { InstanceDirName } from '../../nova/names.ts'
import { sha1OfAscii } from '../../nova/sha1.ts'
import type { PlannedNode } from '../../scan/layout.ts'
import type { UnitResult } from '../../scan/model.ts'
import type { DomainsDoubt } from '../accounting/domains/domains-doubt.ts'
import type { Growth } from '../accounting/nova/growth.ts'
import type { NovaNumbers } from '../accounting/nova/nova-numbers.ts'
import type { OverlayIndex } from '../chain/overlays.ts'
import { type LocateFile, withFoundDisks } from '../disks/found-disks.ts'
import { knownSpace, type SpaceOfHost } from '../hosts/space-of-host.ts'
import type { BaseRow, InstanceRow } from '../rows/rows.ts'
import { cacheFindings } from './base-findings.ts'
import { damagedBaseFindings } from './damaged-base.ts'
import { foreignFileFindings } from './foreign-files.ts'
import { type InstanceSurroundings, instanceFindings } from './instance-findings.ts'
import type { WholeResult } from './join-whole.ts'
import { linkedWriters } from './linked-writers.ts'
import { nodeFindings } from './node-findings.ts'
import type { Readers } from './readers.ts'
import { sharedDiskFindings, withShared } from './shared-disks.ts'
import { writtenBaseFindings } from './written-bases.ts'

/** What a whole node is known by when its scan ends. */
export interface ScannedNode {
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly BaseRow[]
  readonly results: readonly UnitResult[]
  readonly factsOf: (instance: InstanceDirName) => DomainFacts | undefined
  readonly locate: LocateFile
  readonly overlaysOn: OverlayIndex['on']
  readonly doubt: DomainsDoubt | undefined
  readonly space: SpaceOfHost
  readonly growth: Growth | undefined
  readonly nova: NovaNumbers | undefined
  /** Everything was looked at. */
  readonly complete: boolean
  /** When ages are counted to. */
  readonly nowMs: number
}

/** What was collected of it while its units came in. */
export interface SeenOfNode {
  readonly domains: readonly DomainFacts[]
  /** Names of folders of instances that are elsewhere, or went away. */
  readonly elsewhere: ReadonlySet<string>
  readonly readers: Readers
}

/** Judges what only a whole node shows. */
export function judgeNode(planned: PlannedNode, node: ScannedNode, seen: SeenOfNode): WholeResult {
  const { results, bases } = node
  const found: Finding[] = []
  const around = surroundings(planned, node)
  const rows = ofInstances(node, around, found)
  const writers = linkedWriters(rows, results)
  const ofBases = [
    ...damagedBaseFindings(bases, around.rowAt),
    ...writtenBaseFindings(bases, results, writers),
  ]
  const basesFound = basesWith(ofBases, node, found)
  const { layout, parts, fileSystem } = planned
  const { space, growth, nova, complete, doubt, nowMs } = node
  const whole = { layout, parts, fileSystem, space, growth, nova, complete, doubt, nowMs }
  found.push(...nodeFindings({ ...whole, ...seen, rows }))
  found.push(...foreignFileFindings(results, layout.instancesPath, node.overlaysOn))
  const shared = sharedDiskFindings(rows, writers, seen.domains)
  return {
    rows: withFoundDisks(withShared(rows, [...shared, ...ofBases]), node.locate),
    bases: basesFound,
    found: [...found, ...shared],
  }
}

/** What each instance is judged by beside its own folder. */
function surroundings(
  { layout, fileSystem }: PlannedNode,
  node: ScannedNode,
): InstanceSurroundings {
  const rowById = new Map(node.rows.map((row) => [row.id, row]))
  const baseIds = new Set(node.bases.map(({ id }) => id))
  return {
    fileSystem,
    room: knownSpace(node.space)?.total,
    preallocates: layout.nova?.preallocateImages === 'space',
    sha1Of: rememberedSha1(),
    // What was made before the option was set stands in the one that Nova had then.
    cacheNames: new Set([
      DEFAULT_CACHE_NAME,
      baseNameOf(layout.nova?.imageCache.name ?? DEFAULT_CACHE_NAME),
    ]),
    rowAt: (path) => rowById.get(path),
    overlaysOn: node.overlaysOn,
    isBase: (path) => baseIds.has(path),
    nowMs: node.nowMs,
  }
}

function basesWith(
  ofBases: readonly Finding[],
  { bases, nowMs }: ScannedNode,
  found: Finding[],
): readonly BaseRow[] {
  return bases.map((base) => {
    const own = ofBases.filter(({ subject }) => subject.path === base.id)
    return withMore(base, [...cacheFindings(base, nowMs), ...own], found)
  })
}

function ofInstances(
  { rows, results, factsOf }: ScannedNode,
  around: InstanceSurroundings,
  found: Finding[],
): readonly InstanceRow[] {
  const units = new Map<TreePath, UnitResult>()
  for (const result of results) {
    if (result.unit.instance !== undefined) units.set(result.unit.path, result)
  }
  return rows.map((row) => {
    const result = units.get(row.id)
    const instance = result?.unit.instance
    const facts = instance === undefined ? undefined : factsOf(instance)
    return withMore(row, instanceFindings(row, result, facts, around), found)
  })
}

function withMore<Row extends { readonly findings: readonly Finding[] }>(
  row: Row,
  more: readonly Finding[],
  all: Finding[],
): Row {
  if (more.length === 0) return row
  all.push(...more)
  return { ...row, findings: [...row.findings, ...more] }
}

function rememberedSha1(): (text: string) => string | undefined {
  const known = new Map<string, string | undefined>()
  return (text) => {
    if (!known.has(text)) known.set(text, sha1OfAscii(text))
    return known.get(text)
  }
}
