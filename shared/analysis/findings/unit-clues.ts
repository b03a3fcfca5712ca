import { parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Clue } from '../../findings/types.ts'
import { baseName } from '../../nova/base-name.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { holdsNoData, nameInFolder } from '../../scan/entry.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { cachedName } from '../chain/backing-candidates.ts'
import type { Chain, ChainLayer } from '../chain/chain-model.ts'
import { declaredFormat, domainDisk } from '../chain/domain-format.ts'
import type { FolderDisks } from '../disks/folder-disks.ts'
import type { LostDisks } from '../disks/lost-disks.ts'
import type { Address } from '../places/address.ts'
import type { BasePlaceClue } from './base-place.ts'
import { chainClues } from './chain-findings.ts'
import { asStray } from './cut-disk.ts'
import { isForged } from './declared-findings.ts'
import { entryClues } from './entry-findings.ts'
import { withoutConversion } from './kept-format.ts'
import { withLostBase } from './lost-base.ts'
import { eachCauseOnce } from './one-cause.ts'

/** What else tells of an instance's disks. */
export interface Told {
  /** Disks that are read as they stand, whatever header they begin with. */
  readonly raw: ReadonlySet<ScannedEntry>
  /** Disks of which the header is gone that would tell what they stand on. */
  readonly lost: LostDisks
  readonly facts: DomainFacts | undefined
  /** Nova converts no image on this node. */
  readonly keepsFormats: boolean
  /** Symlinks of which the scan has the folder of an instance. */
  readonly followed: ReadonlySet<TreePath>
}

/** What the entries of a unit are judged by. */
export interface UnitJudged {
  readonly result: UnitResult
  readonly told: Told
  readonly disks: FolderDisks
  readonly chains: ReadonlyMap<ScannedEntry, Chain>
  /** What the disks of the unit stand on, and what any image of it does. */
  readonly below: ReadonlySet<TreePath>
  readonly belowAny: ReadonlySet<TreePath>
  /** Whether what a layer stands on is told with the layer. */
  readonly isTold: (layer: ChainLayer) => boolean
  /** Whether the scan was denied a file, and tells it of that. */
  readonly isDenied: (path: Address) => boolean
  /** Whether a block device is where a base would be. */
  readonly isDevice: (path: Address) => boolean
  readonly basePlaceClue: BasePlaceClue
  readonly nowMs: number
}

/** What an entry shows, with the chain below it; the empty list for nearly all of them. */
export function cluesOf(entry: ScannedEntry, judged: UnitJudged): readonly Clue[] {
  const { result, told, nowMs } = judged
  const { unit } = result
  const declared = declaredFormat(result, entry)
  const clues = entryClues(entry, {
    declared,
    isReadRaw: told.raw.has(entry),
    unit,
    ofNova: isNovasUnit(result),
    nowMs,
    isLost: told.lost.has(entry),
    isFollowed: told.followed.has(entry.path),
    isDomainsDisk: holdsNoData(entry.type) && isDomainsDisk(entry, judged),
  })
  const chain = judged.chains.get(entry)
  const isStray = MAY_BE_STRAY.has(unit.kind) && entry.role === 'unknown'
  const found = isStray ? asStray(clues) : clues
  const all = chain === undefined ? found : withChain(found, entry, chain, declared, judged)
  const meant = told.keepsFormats ? all.flatMap((one) => withoutConversion(one) ?? []) : all
  return eachCauseOnce(meant, unit.kind)
}

/** Units in which what has a name of nobody's lies beside what Nova keeps. */
const MAY_BE_STRAY: ReadonlySet<string> = new Set<UnitResult['unit']['kind']>(['instance', 'top'])

function withChain(
  clues: readonly Clue[],
  entry: ScannedEntry,
  chain: Chain,
  declared: string | undefined,
  judged: UnitJudged,
): readonly Clue[] {
  const { disks, below, belowAny, isTold, isDenied, isDevice } = judged
  const { unit } = judged.result
  const isOfInstance = unit.kind === 'instance'
  const isOwn = disks.roleOf(entry) !== undefined
  const isLayer = below.has(entry.path) && !isOwn
  let found = isOfInstance ? withLostBase(clues, chain) : clues
  // Nobody follows the names in a disk that is declared raw: they are the forged header's.
  if (entry.image !== undefined && isForged(declared, entry.image)) return found
  const ofNova = isNovasUnit(judged.result)
  const isBelow = belowAny.has(entry.path)
  const above = chainClues(chain, {
    ofNova,
    alone: isAlone(unit, entry, chain),
    isLayer,
    isBelow,
    isTold,
    isDenied,
    isDevice,
  })
  if (above.length > 0) found = [...found, ...above]
  const place = isOfInstance ? judged.basePlaceClue(chain, unit.instance?.id) : undefined
  return place === undefined ? found : [...found, place]
}

function isDomainsDisk(entry: ScannedEntry, { told: { facts }, result: { unit } }: UnitJudged) {
  return domainDisk(facts, unit.linkedAt ?? unit.path, nameInFolder(entry)) !== undefined
}

function isNovasUnit({ unit }: UnitResult): boolean {
  return unit.kind === 'instance' || unit.kind === 'base'
}

/**
 * An image that was opened by itself is the folder of its unit. Beside an instance's own folder, those that were
 * set aside on one day, or copies in a folder of images, no cache was opened.
 */
function isAlone(
  { kind, path, instance }: UnitResult['unit'],
  entry: ScannedEntry,
  { state }: Chain,
): boolean {
  if (kind === 'folder' && entry.path === path) return true
  if (state.kind !== 'outside' || !isOfCache(state.name)) return false
  const opened = instance?.kind === 'aside' ? parentPath(path) : path
  return kind === 'folder' || (kind === 'instance' && opened === '')
}

function isOfCache(name: string): boolean {
  const cached = cachedName(name)
  return cached !== undefined && baseName(cached).kind !== 'unknown'
}
