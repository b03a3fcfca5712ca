import type { FindingCode } from '../../findings/codes.ts'
import { clue } from '../../findings/finding.ts'
import type { Clue, Severity } from '../../findings/types.ts'
import type { Check, CheckCode, Refusal } from '../../formats/verdict/types.ts'
import type { Judgement } from '../../scan/model.ts'
import { isLoss } from './cut-disk.ts'

/** What a failed check and one that warns are as findings. */
interface Rule {
  readonly code: FindingCode
  readonly fail: Severity
  readonly warning: Severity
}

const rule = (code: FindingCode, fail: Severity = 'high', warning: Severity = 'warning'): Rule => ({
  code,
  fail,
  warning,
})

/**
 * Checks of a verdict by the finding that they are. What is missing is found from an image's summary
 * alone, with or without a verdict: see `imageClues` and `chainClues`.
 */
export const RULES: Partial<Readonly<Record<CheckCode, Rule>>> = {
  'multiple-formats': rule('multiple-formats'),
  'banned-format': rule('banned-format', 'warning'),
  header: rule('image-fault', 'warning'),
  truncated: rule('truncated'),
  tables: rule('image-fault', 'warning'),
  'backing-file': rule('backing-in-image'),
  'data-file': rule('external-data-file'),
  'unknown-features': rule('unknown-features', 'warning'),
  dirty: rule('dirty'),
  corrupt: rule('corrupt'),
  encryption: rule('legacy-encryption'),
  'internal-snapshots': rule('internal-snapshots'),
  'in-use-bitmaps': rule('in-use-bitmaps'),
  'virtual-size': rule('huge-virtual-size'),
  'vmdk-create-type': rule('vmdk-extents'),
  'vmdk-extents': rule('vmdk-extents'),
  'vmdk-descriptor': rule('vmdk-descriptor'),
  'vmdk-footer': rule('vmdk-descriptor'),
  'partition-table': rule('partition-table', 'warning'),
  'luks-version': rule('luks-version', 'warning'),
  'luks-iterations': rule('luks-iterations'),
  'iso-volume': rule('truncated'),
}

/**
 * What a verdict adds to what the summary shows: `known` are the codes that the summary told of, with
 * less evidence or the same.
 */
export function judgedClues(
  { checks, refusals }: Judgement,
  known: ReadonlySet<FindingCode>,
): readonly Clue[] {
  const found = checks.flatMap((check) => {
    const made = checkClue(check)
    return made === undefined || known.has(made.code) ? [] : [made]
  })
  const [refusal] = refusals
  return refusal === undefined ? found : [...found, refusalClue(refusal, refusals)]
}

function checkClue({ code, state, params, evidence }: Check): Clue | undefined {
  const found = RULES[code]
  if (found === undefined || (state !== 'fail' && state !== 'warning')) return undefined
  // The sentence is the verdict's own, by its check and reason.
  const { reason, ...rest } = params
  const values = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => String(value) !== ''),
  )
  const by = `${code}/${reason ?? state}`
  const where =
    evidence === undefined
      ? {}
      : { offset: evidence.offset, expected: evidence.expected, found: evidence.found }
  return clue(
    found.code,
    { case: by, ...values, ...where },
    severityOf(found, state, by, params['what']),
  )
}

/** Tables of a qcow2 without which nothing says where its data are, or which clusters are taken. */
const MAIN_TABLES: ReadonlySet<unknown> = new Set(['l1_table', 'refcount_table'])

/** A file that ends before such a table does has lost all that it would map. */
function severityOf(rule: Rule, state: 'fail' | 'warning', by: string, what: unknown): Severity {
  const isLost = isLoss(by) || (rule.code === 'truncated' && MAIN_TABLES.has(what))
  return isLost ? rule.fail : rule[state]
}

/** The first is the reason that is told; the values of all are there for whoever wants each in words. */
function refusalClue(first: Refusal, all: readonly Refusal[]): Clue {
  const values = Object.assign({}, ...all.map(({ params: { reason, ...rest } }) => rest))
  const refusals = all.map(refusalName)
  return clue('openstack-refuses', { refusal: refusalName(first), ...values, refusals })
}

function refusalName({ code, params }: Refusal): string {
  const { reason } = params
  return reason === undefined ? code : `${code}/${reason}`
}
