import type { FindingCode } from '../../findings/codes.ts'
import type { Clue, Evidence } from '../../findings/types.ts'
import type { FindingCase } from '../../i18n/findings.ts'
import type { UnitKind } from '../../scan/scan-unit.ts'
import { refusedAlone } from './told-refusals.ts'

/** A clue that says nothing which another of the same file does not say better. */
interface Echo {
  readonly code: FindingCode
  readonly cases?: readonly FindingCase[]
  /** What is told instead. */
  readonly of: FindingCode
  readonly ofCases?: readonly FindingCase[]
}

const ECHOES: readonly Echo[] = [
  // A name of the host's own files is the problem, not that a copy of the node lacks the file.
  { code: 'missing-backing-file', of: 'backing-no-base', ofCases: ['host'] },
  { code: 'backing-no-base', cases: ['host'], of: 'backing-in-image' },
  { code: 'missing-backing-file', of: 'backing-in-image', ofCases: ['backing-file/image'] },
  { code: 'backing-name', cases: ['escaping'], of: 'backing-outside-root' },
  { code: 'image-fault', cases: ['own', 'there'], of: 'luks-version' },
  // Bytes of another format where a table would be.
  { code: 'partition-table', of: 'multiple-formats', ofCases: ['multiple-formats/fail'] },
  // The copy of a GPT is the last that there is on a disk, and goes with what lies before it.
  {
    code: 'partition-table',
    cases: ['partition-table/gpt-backup'],
    of: 'truncated',
    ofCases: ['truncated/partition'],
  },
  {
    code: 'vmdk-extents',
    cases: ['vmdk-create-type/none', 'vmdk-extents/none'],
    of: 'vmdk-descriptor',
    ofCases: ['vmdk-descriptor/place', 'vmdk-descriptor/none'],
  },
]

/**
 * What was found of one file, each cause once: of nearly all of them there is one clue or none. What
 * OpenStack refuses for a reason that is told is only worth knowing.
 */
export function eachCauseOnce(clues: readonly Clue[], unit: UnitKind): readonly Clue[] {
  const [first] = clues
  if (first === undefined) return clues
  const kept = clues.filter((one) => !isEchoed(one, clues) && !isOfAnyDisk(one, unit))
  return kept.map((one) => refusedAlone(one, kept))
}

function isEchoed({ code, evidence }: Clue, all: readonly Clue[]): boolean {
  return ECHOES.some((echo) => {
    if (echo.code !== code || !isOneOf(evidence, echo.cases)) return false
    return all.some((other) => other.code === echo.of && isOneOf(other.evidence, echo.ofCases))
  })
}

function isOneOf(evidence: Evidence, cases: readonly FindingCase[] | undefined): boolean {
  return cases === undefined || cases.some((one) => one === evidence['case'])
}

/**
 * A disk that Nova has just made takes next to nothing of what its flavor gives it. That it has more
 * than its flavor, or than the file system, is told by itself.
 */
function isOfAnyDisk({ code, evidence }: Clue, unit: UnitKind): boolean {
  return (
    unit === 'instance' && code === 'huge-virtual-size' && isOneOf(evidence, ['virtual-size/ratio'])
  )
}
