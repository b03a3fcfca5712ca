import { about } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import type { ChainHost, Lookup } from '../chain/chain-host.ts'
import type { Chain } from '../chain/chain-model.ts'
import { entryChain, rawChain } from '../chain/entry-chain.ts'
import { lostChain } from '../chain/lost-header.ts'
import type { ScanHost } from '../chain/scan-host.ts'
import { type FolderDisks, folderDisks, overlaysOf } from '../disks/folder-disks.ts'
import { isDisk } from '../disks/is-disk.ts'
import type { LostDisks } from '../disks/lost-disks.ts'
import type { BasePlaceClue } from './base-place.ts'
import { folderFindings } from './folder-findings.ts'
import { belowOf, relativeNamesOnce } from './one-chain.ts'
import { entrySubject } from './subjects.ts'
import { cluesOf, type Told, type UnitJudged } from './unit-clues.ts'

/** What one unit's images stand on and what is wrong in it. */
export interface UnitFindings {
  /** Of every image and disk of the unit. */
  readonly chains: ReadonlyMap<ScannedEntry, Chain>
  /** Which of its files are disks. */
  readonly disks: FolderDisks
  /** Those of them that the domain names and Nova's names tell nothing of. */
  readonly overlays: ReadonlySet<ScannedEntry>
  /** Disks that are read as they stand, whatever header they begin with. */
  readonly raw: ReadonlySet<ScannedEntry>
  /** Disks of which the header is gone that would tell what they stand on. */
  readonly lost: LostDisks
  readonly findings: readonly Finding[]
  /** The findings of each entry that has some. */
  readonly byEntry: ReadonlyMap<ScannedEntry, readonly Finding[]>
}

/** What a unit is judged by, beside itself. */
export interface UnitSurroundings {
  readonly host: ScanHost
  readonly basePlaceClue: BasePlaceClue
}

export function unitFindings(
  result: UnitResult,
  { host, basePlaceClue }: UnitSurroundings,
  nowMs: number,
  told: Told,
): UnitFindings {
  const { unit } = result
  const { raw, lost, facts } = told
  const overlays = overlaysOf(result, facts)
  const chains = chainsOf(result, host, overlays, told)
  const disks = folderDisks(result, facts, overlays, chains)
  const judged: UnitJudged = {
    result,
    told,
    disks,
    chains,
    below: belowOf(chains, (entry) => disks.roleOf(entry) !== undefined),
    belowAny: belowOf(chains),
    isTold: ({ path }) => host.hasImage(path),
    isDenied: (path) => isDenied(host.scanned.lookup(path)),
    isDevice: host.isBlockDevice,
    basePlaceClue,
    nowMs,
  }
  const byEntry = foundByEntry(judged)
  const ofFolder = folderFindings(result, nowMs, facts)
  const all = byEntry.size === 0 ? ofFolder : [...ofFolder, ...[...byEntry.values()].flat()]
  const findings = unit.kind === 'instance' ? relativeNamesOnce(all) : all
  return { chains, disks, overlays, raw, lost, findings, byEntry }
}

function isDenied(found: Lookup): boolean {
  return found.kind === 'fault' && found.fault.code === 'permission'
}

function foundByEntry(judged: UnitJudged): ReadonlyMap<ScannedEntry, readonly Finding[]> {
  const { result, disks } = judged
  let byEntry: Map<ScannedEntry, readonly Finding[]> | undefined
  for (const entry of result.entries) {
    const clues = cluesOf(entry, judged)
    if (clues.length === 0) continue
    const subject = entrySubject(result.unit, entry, disks.roleOf(entry) !== undefined)
    const found = clues.map((one) => about(one, subject))
    byEntry ??= new Map()
    byEntry.set(entry, found)
  }
  return byEntry ?? NONE
}

function chainsOf(
  { entries }: UnitResult,
  host: ChainHost,
  overlays: ReadonlySet<ScannedEntry>,
  { raw, lost }: Told,
): ReadonlyMap<ScannedEntry, Chain> {
  const chains = new Map<ScannedEntry, Chain>()
  for (const entry of entries) {
    const isImage = entry.image !== undefined || isDisk(entry) || overlays.has(entry)
    if (entry.type !== 'file' || !isImage) continue
    const declared = lost.get(entry)
    if (declared !== undefined) chains.set(entry, lostChain(entry, declared, host))
    else chains.set(entry, raw.has(entry) ? rawChain(entry, host) : entryChain(entry, host))
  }
  return chains
}

/** Of most units nothing is found. */
const NONE: ReadonlyMap<ScannedEntry, readonly Finding[]> = new Map()

const standalone: Chain = { layers: [], state: { kind: 'standalone' } }

export function chainOf(findings: UnitFindings, entry: ScannedEntry): Chain {
  return findings.chains.get(entry) ?? standalone
}
