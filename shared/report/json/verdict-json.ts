import type { Candidate } from '../../formats/candidates/types.ts'
import type { Check, Evidence, Refusal, Verdict } from '../../formats/verdict/types.ts'
import { verdictEn } from '../../i18n/verdict.en.ts'
import { partKey } from '../../i18n/verdict.ts'
import { checkSentence, refusalSentence } from '../text/verdict-text.ts'
import { type PlaceJson, placeJson, valuesJson } from './said-json.ts'

interface CheckJson extends Omit<Check, 'params' | 'evidence'> {
  readonly params: ReturnType<typeof valuesJson>
  readonly evidence?: PlaceJson<Evidence>
  readonly sentence?: string
}

interface RefusalJson extends Omit<Refusal, 'params'> {
  readonly params: ReturnType<typeof valuesJson>
  readonly sentence: string
}

/** A verdict as `cowscope detect --output json` has it: codes and values, each with its sentence. */
export interface VerdictJson {
  readonly filename: string
  readonly role: Verdict['role']
  readonly format: string
  readonly candidates: readonly Candidate[]
  /** Of a part of an Amazon image, which is raw with a role: as what Glance or Nova has it. */
  readonly declared?: { readonly format: 'aki' | 'ari' | 'ami'; readonly sentence: string }
  readonly state: Verdict['state']
  readonly checks: readonly CheckJson[]
  readonly openstack: {
    readonly accepts: boolean
    readonly formats: readonly string[]
    readonly reasons: readonly RefusalJson[]
  }
}

export function verdictJson(filename: string, verdict: Verdict): VerdictJson {
  const { role, detection, state, checks, openstack } = verdict
  return {
    filename,
    role,
    format: detection.primary,
    candidates: detection.candidates,
    ...declaredPart(verdict),
    state,
    checks: checks.map(withSentence),
    openstack: {
      ...openstack,
      reasons: openstack.reasons.map((refusal) => ({
        ...refusal,
        params: valuesJson(refusal.params),
        sentence: refusalSentence(refusal),
      })),
    },
  }
}

function declaredPart(verdict: Verdict): Pick<VerdictJson, 'declared'> {
  const format = partKey(verdict)
  return format === undefined ? {} : { declared: { format, sentence: verdictEn.part[format] } }
}

function withSentence(check: Check): VerdictJson['checks'][number] {
  const passed = check.state === 'pass' || check.state === 'not-applicable'
  const sentence = passed ? undefined : checkSentence(check)
  const { evidence, ...rest } = check
  return {
    ...rest,
    params: valuesJson(check.params),
    ...(evidence !== undefined && { evidence: placeJson(evidence) }),
    ...(sentence !== undefined && { sentence }),
  }
}
