import { sentenceOf } from '../../bytes/errors.ts'
import { baseNameOf } from '../../files/paths.ts'
import { about, clue, finding } from '../../findings/finding.ts'
import type { Clue, Evidence, Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { ScannedEntry, TextFault, UnitResult } from '../../scan/model.ts'
import { DAY_MS } from '../../values/time.ts'
import { lastChange, leftoverFolder, leftoverRescue, namedOfRescue } from '../disks/leftovers.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'
import { allocatedOnce } from '../sizes/linked-once.ts'
import { unitSubject } from './subjects.ts'

/** A resize waits for its owner; after a week it has most likely been forgotten. */
export const FORGOTTEN = 7 * DAY_MS

/** What a unit shows as a whole: folders that something left, a rescue, texts that make no sense. */
export function folderFindings(
  result: UnitResult,
  nowMs: number,
  facts: DomainFacts | undefined,
): readonly Finding[] {
  const { unit, textFaults = [] } = result
  const found = textFaults.map((text) => {
    const { path } = text
    const instance = unit.instance === undefined ? {} : { instance: unit.path }
    // A service that does not start is worse than one text of many.
    const severity = text.line === undefined ? undefined : 'high'
    return finding('text-fault', { kind: 'text', path, ...instance }, evidenceOf(text), severity)
  })
  const one = folderClue(result, nowMs, facts)
  return one === undefined ? found : [about(one, unitSubject(unit)), ...found]
}

function evidenceOf({ fault, option, line }: TextFault): Evidence {
  const { offset } = fault
  const message = sentenceOf(fault)
  if (option !== undefined) return { case: 'option', option }
  return line === undefined ? { message, offset } : { case: 'syntax', lineNumber: line, message }
}

function folderClue(
  result: UnitResult,
  nowMs: number,
  facts: DomainFacts | undefined,
): Clue | undefined {
  const { unit, entries } = result
  switch (unit.instance?.kind) {
    case 'resize': {
      const age = ageOf(entries, nowMs)
      const values = { ...allocatedIn(entries), age }
      return clue('leftover-resize', values, age < FORGOTTEN ? 'info' : 'warning')
    }
    case 'del': {
      const age = ageOf(entries, nowMs)
      const minimumAge = leftoverFolder(result)?.minimumAge ?? 0
      return age < minimumAge ? undefined : clue('leftover-del', { ...allocatedIn(entries), age })
    }
    case 'instance':
    case 'legacy':
      return rescueClue(result, nowMs, facts)
    case 'aside':
    case undefined:
      return undefined
  }
}

/**
 * `unrescue.xml` is there as long as an instance is rescued, and its domain has a disk of the rescue until
 * then; the other files should go with them.
 */
function rescueClue(
  result: UnitResult,
  nowMs: number,
  facts: DomainFacts | undefined,
): Clue | undefined {
  const started = result.entries.find(({ role }) => role === 'unrescue.xml')
  if (started !== undefined) {
    return clue('rescue-in-progress', { age: Math.max(0, Math.floor(nowMs - started.mtimeMs)) })
  }
  const name = namedOfRescue(facts)
  if (facts !== undefined && name !== undefined) {
    return clue('rescue-in-progress', { case: 'domain', name, xml: facts.path })
  }
  const left = leftoverRescue(result, facts)
  if (left === undefined) return undefined
  const age = ageOf(left.files, nowMs)
  if (age < left.minimumAge) return undefined
  const files = left.files.map(({ path }) => baseNameOf(path))
  return clue('leftover-rescue', { ...allocatedIn(left.files), age, files })
}

function allocatedIn(entries: readonly ScannedEntry[]): Evidence {
  return allocatedEvidence(allocatedOnce(entries), entries)
}

function ageOf(entries: readonly ScannedEntry[], nowMs: number): number {
  return Math.max(0, Math.floor(nowMs - lastChange(entries)))
}
