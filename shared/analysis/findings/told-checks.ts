import type { FindingCode } from '../../findings/codes.ts'
import type { Finding } from '../../findings/types.ts'
import type { Check } from '../../formats/verdict/types.ts'
import { RULES } from './check-findings.ts'

/** Problems, of any case or of some, that say what a check says, in more words. */
interface Same {
  readonly code: FindingCode
  readonly cases?: readonly string[]
  /** Evidence that it has to have. */
  readonly with?: string
}

const HOST: Same = { code: 'backing-no-base', cases: ['host'] }

/** By check and reason, or by check alone, beside those that the check itself becomes (`RULES`). */
const SAME: Readonly<Record<string, readonly Same[]>> = {
  'declared-format': [
    { code: 'format-mismatch', cases: ['disk.info', 'domain'] },
    { code: 'forged-header', cases: ['disk.info', 'domain', 'domain-default'] },
  ],
  'forged-header': [{ code: 'forged-header' }],
  'file-name': [{ code: 'format-mismatch', cases: ['ending'] }],
  // What a forged header names would be opened by whoever takes it for one, and by nobody else.
  'data-file': [{ code: 'forged-header', with: 'reaches' }],
  header: [{ code: 'image-fault', cases: ['own', 'there'] }],
  'backing-file/file': [HOST],
  'backing-name/host': [HOST],
  'backing-name/elsewhere': [{ code: 'backing-no-base' }],
  'backing-name/protocol': [{ code: 'backing-protocol' }],
  'backing-name/json': [{ code: 'backing-protocol' }],
  'backing-name/beside': [{ code: 'backing-name', cases: ['beside'] }],
  'backing-name/escaping': [{ code: 'backing-name', cases: ['escaping'] }],
  'backing-name/unprintable': [{ code: 'backing-name', cases: ['unprintable'] }],
  'backing-format/warning': [{ code: 'backing-format-missing' }],
  'encryption/luks': [{ code: 'luks-encryption' }],
}

/** Whether one of these problems, shown with a verdict, says what a check of it has found. */
export function isToldBy(
  { code, state, params }: Check,
  problems: readonly Pick<Finding, 'code' | 'evidence'>[],
): boolean {
  const by = `${code}/${params['reason'] ?? state}`
  const rule = RULES[code]
  const same: readonly Same[] = [
    ...(rule === undefined ? [] : [{ code: rule.code, cases: [by] }]),
    ...(SAME[by] ?? SAME[code] ?? []),
  ]
  return problems.some(({ code, evidence }) =>
    same.some(
      ({ code: of, cases, with: named }) =>
        of === code &&
        isOneOf(evidence['case'], cases) &&
        (named === undefined || evidence[named] !== undefined),
    ),
  )
}

function isOneOf(found: unknown, cases: readonly string[] | undefined): boolean {
  return cases === undefined || cases.some((one) => one === found)
}
