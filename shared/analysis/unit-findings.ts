import { about } from '../findings/finding.ts'
import type { Clue, Finding } from '../findings/types.ts'
import { nameInFolder } from '../scan/entry.ts'
import type { ScannedEntry, UnitResult } from '../scan/model.ts'
import { basePlaceClue } from './base-place.ts'
import { resolveChain, resolveChainFrom } from './chain.ts'
import { chainClues } from './chain-findings.ts'
import type { ChainHost } from './chain-host.ts'
import type { Chain } from './chain-model.ts'
import { isDisk } from './disks.ts'
import { entryClues } from './entry-findings.ts'
import { folderFindings } from './folder-findings.ts'
import { isForged } from './image-findings.ts'
import type { InstanceAt } from './instance-at.ts'
import { scannedFile } from './scan-host.ts'
import { entrySubject } from './subjects.ts'

/** What one unit's images stand on and what is wrong in it. */
export interface UnitFindings {
  /** Of every image and disk of the unit. */
  readonly chains: ReadonlyMap<ScannedEntry, Chain>
  readonly findings: readonly Finding[]
  /** The same, for the entries that have some. */
  readonly byEntry: ReadonlyMap<ScannedEntry, readonly Finding[]>
}

/** What a unit is judged by, beside itself. */
export interface UnitSurroundings {
  readonly host: ChainHost
  readonly instanceAt: InstanceAt
}

export function unitFindings(
  result: UnitResult,
  { host, instanceAt }: UnitSurroundings,
  nowMs: number,
): UnitFindings {
  const chains = new Map<ScannedEntry, Chain>()
  const byEntry = new Map<ScannedEntry, readonly Finding[]>()
  const findings = [...folderFindings(result, nowMs)]
  const { unit } = result
  const ofNova = unit.kind === 'instance' || unit.kind === 'base'
  for (const entry of result.entries) {
    const declared = declaredFormat(result, entry)
    let clues: readonly Clue[] = entryClues(entry, { declared, unit, ofNova, nowMs })
    if (entry.type === 'file' && (entry.image !== undefined || isDisk(entry))) {
      const chain = entryChain(entry, host)
      chains.set(entry, chain)
      // Nobody follows the names in a disk that is declared raw: they are the forged header's.
      const forged = entry.image !== undefined && isForged(declared, entry.image)
      const above = forged ? [] : chainClues(chain, { ofNova, alone: isAlone(result.unit, entry) })
      if (above.length > 0) clues = [...clues, ...above]
      const place =
        forged || unit.kind !== 'instance'
          ? undefined
          : basePlaceClue(chain, unit.instance?.id, host.places, instanceAt)
      if (place !== undefined) clues = [...clues, place]
    }
    if (clues.length === 0) continue
    const subject = entrySubject(unit, entry)
    const found = clues.map((one) => about(one, subject))
    byEntry.set(entry, found)
    findings.push(...found)
  }
  return { chains, findings, byEntry }
}

/** A disk that was probed is there; one that was not may still be told by whoever looks again. */
function entryChain(entry: ScannedEntry, host: ChainHost): Chain {
  const { image, fault } = entry
  // Where a relative name is meant: qemu follows a symlink at the disk itself later than that.
  const path = entry.linkedAt ?? entry.path
  if (image === undefined && fault === undefined) return resolveChain(path, host)
  return resolveChainFrom(path, scannedFile(entry), host)
}

/** An image that was opened by itself is the folder of its unit. */
function isAlone({ kind, path }: UnitResult['unit'], entry: ScannedEntry): boolean {
  return kind === 'folder' && entry.path === path
}

const standalone: Chain = { layers: [], state: { kind: 'standalone' } }

export function chainOf(findings: UnitFindings, entry: ScannedEntry): Chain {
  return findings.chains.get(entry) ?? standalone
}

/** The format that disk.info gives for a file of the folder. */
export function declaredFormat(result: UnitResult, entry: ScannedEntry): string | undefined {
  const formats = result.diskInfo
  if (formats === undefined) return undefined
  const name = nameInFolder(entry)
  return Object.hasOwn(formats, name) ? formats[name] : undefined
}
