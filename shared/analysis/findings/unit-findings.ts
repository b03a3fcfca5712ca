import { about } from '../../findings/finding.ts'
import type { Clue, Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import type { ChainHost } from '../chain/chain-host.ts'
import type { Chain, ChainLayer } from '../chain/chain-model.ts'
import { declaredFormat } from '../chain/domain-format.ts'
import { entryChain, rawChain } from '../chain/entry-chain.ts'
import { lostChain } from '../chain/lost-header.ts'
import type { ScanHost } from '../chain/scan-host.ts'
import { type FolderDisks, folderDisks, overlaysOf } from '../disks/folder-disks.ts'
import { isDisk } from '../disks/is-disk.ts'
import type { LostDisks } from '../disks/lost-disks.ts'
import type { BasePlaceClue } from './base-place.ts'
import { chainClues } from './chain-findings.ts'
import { withCutDisk } from './cut-disk.ts'
import { entryClues } from './entry-findings.ts'
import { folderFindings } from './folder-findings.ts'
import { isForged } from './image-findings.ts'
import { withoutConversion } from './kept-format.ts'
import { withLostBase } from './lost-base.ts'
import { eachCauseOnce } from './one-cause.ts'
import { belowOf, relativeNamesOnce } from './one-chain.ts'
import { entrySubject } from './subjects.ts'

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
  /** The same, for the entries that have some. */
  readonly byEntry: ReadonlyMap<ScannedEntry, readonly Finding[]>
}

/** What a unit is judged by, beside itself. */
export interface UnitSurroundings {
  readonly host: ScanHost
  readonly basePlaceClue: BasePlaceClue
}

/** What else tells of an instance's disks. */
export interface Told extends Pick<UnitFindings, 'raw' | 'lost'> {
  readonly facts: DomainFacts | undefined
  /** Nova converts no image on this node. */
  readonly keepsFormats: boolean
}

export function unitFindings(
  result: UnitResult,
  { host, basePlaceClue }: UnitSurroundings,
  nowMs: number,
  told: Told,
): UnitFindings {
  const overlays = overlaysOf(result, told.facts)
  const chains = chainsOf(result, host, overlays, told)
  const disks = folderDisks(result, told.facts, overlays, chains)
  let byEntry: Map<ScannedEntry, readonly Finding[]> | undefined
  const findings = [...folderFindings(result, nowMs, told.facts)]
  const { unit } = result
  const below = belowOf(chains, (entry) => disks.roleOf(entry) !== undefined)
  const belowAny = belowOf(chains)
  const isTold = ({ path }: ChainLayer) => host.hasImage(path)
  const ofNova = unit.kind === 'instance' || unit.kind === 'base'
  for (const entry of result.entries) {
    const declared = declaredFormat(result, entry)
    let clues: readonly Clue[] = entryClues(entry, {
      declared,
      isReadRaw: told.raw.has(entry),
      unit,
      ofNova,
      nowMs,
      isLost: told.lost.has(entry),
    })
    const chain = chains.get(entry)
    if (chain !== undefined) {
      if (unit.kind === 'instance') clues = withLostBase(clues, chain)
      // Nobody follows the names in a disk that is declared raw: they are the forged header's.
      const forged = entry.image !== undefined && isForged(declared, entry.image)
      const isOwn = disks.roleOf(entry) !== undefined
      const isLayer = below.has(entry.path) && !isOwn
      if (unit.kind === 'instance' && (isOwn || isLayer)) clues = withCutDisk(clues)
      const isBelow = belowAny.has(entry.path)
      const use = { ofNova, alone: isAlone(unit, entry), isLayer, isBelow, isTold }
      const above = forged ? [] : chainClues(chain, use)
      if (above.length > 0) clues = [...clues, ...above]
      const place =
        forged || unit.kind !== 'instance' ? undefined : basePlaceClue(chain, unit.instance?.id)
      if (place !== undefined) clues = [...clues, place]
    }
    if (told.keepsFormats) clues = clues.flatMap((one) => withoutConversion(one) ?? [])
    clues = eachCauseOnce(clues, unit.kind)
    if (clues.length === 0) continue
    const subject = entrySubject(unit, entry, disks.roleOf(entry) !== undefined)
    const found = clues.map((one) => about(one, subject))
    byEntry ??= new Map()
    byEntry.set(entry, found)
    findings.push(...found)
  }
  const { raw, lost } = told
  const once = unit.kind === 'instance' ? relativeNamesOnce(findings) : findings
  return { chains, disks, overlays, raw, lost, findings: once, byEntry: byEntry ?? NONE }
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

/** An image that was opened by itself is the folder of its unit. */
function isAlone({ kind, path }: UnitResult['unit'], entry: ScannedEntry): boolean {
  return kind === 'folder' && entry.path === path
}

const standalone: Chain = { layers: [], state: { kind: 'standalone' } }

export function chainOf(findings: UnitFindings, entry: ScannedEntry): Chain {
  return findings.chains.get(entry) ?? standalone
}
