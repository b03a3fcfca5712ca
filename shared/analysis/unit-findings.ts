import { baseNameOf } from '../files/paths.ts'
import type { ScannedEntry, UnitResult } from '../scan/model.ts'
import { resolveChain, resolveChainFrom } from './chain.ts'
import type { ChainHost } from './chain-host.ts'
import { chainProblems } from './chain-problems.ts'
import { isDisk } from './disks.ts'
import { entryProblems, unitProblems } from './entry-problems.ts'
import { allocatedOnce } from './linked-once.ts'
import type { Chain, Problem } from './model.ts'
import { scannedFile } from './scan-host.ts'

/** What one unit's images stand on and what is wrong in it. */
export interface UnitFindings {
  /** Of every image and disk of the unit. */
  readonly chains: ReadonlyMap<ScannedEntry, Chain>
  readonly problems: readonly Problem[]
  /** The same, for the entries that have some. */
  readonly byEntry: ReadonlyMap<ScannedEntry, readonly Problem[]>
}

export function unitFindings(result: UnitResult, host: ChainHost): UnitFindings {
  const chains = new Map<ScannedEntry, Chain>()
  const byEntry = new Map<ScannedEntry, readonly Problem[]>()
  const problems = [...unitProblems(result, allocatedOnce(result.entries))]
  for (const entry of result.entries) {
    let found = entryProblems(entry, declaredFormat(result, entry))
    if (entry.type === 'file' && (entry.image !== undefined || isDisk(entry))) {
      const chain = entryChain(entry, host)
      chains.set(entry, chain)
      const above = chainProblems(entry.path, chain)
      if (above.length > 0) found = [...found, ...above]
    }
    if (found.length === 0) continue
    byEntry.set(entry, found)
    problems.push(...found)
  }
  return { chains, problems, byEntry }
}

/** A disk that was probed is there; one that was not may still be told by whoever looks again. */
function entryChain(entry: ScannedEntry, host: ChainHost): Chain {
  const { path, image, fault } = entry
  if (image === undefined && fault === undefined) return resolveChain(path, host)
  return resolveChainFrom(path, scannedFile(entry), host)
}

const standalone: Chain = { layers: [], state: { kind: 'standalone' } }

export function chainOf(findings: UnitFindings, entry: ScannedEntry): Chain {
  return findings.chains.get(entry) ?? standalone
}

/** The format that disk.info gives for a file of the folder. */
export function declaredFormat(result: UnitResult, entry: ScannedEntry): string | undefined {
  const formats = result.diskInfo
  if (formats === undefined) return undefined
  const name = baseNameOf(entry.path)
  return Object.hasOwn(formats, name) ? formats[name] : undefined
}
