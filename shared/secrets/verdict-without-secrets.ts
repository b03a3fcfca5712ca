import type { Check, Params, Refusal, Verdict } from '../formats/verdict/types.ts'
import { isPhrase, withTexts } from '../phrases/phrase.ts'
import { textWithoutSecrets } from './without-secrets.ts'

/** A verdict as it may go into a report: it reads the header again, and quotes it as it stands. */
export function verdictWithoutSecrets(verdict: Verdict): Verdict {
  const { checks, openstack } = verdict
  return {
    ...verdict,
    checks: checks.map(checkWithoutSecrets),
    openstack: { ...openstack, reasons: openstack.reasons.map(refusalWithoutSecrets) },
  }
}

export function checkWithoutSecrets({ code, state, params, evidence }: Check): Check {
  const kept = { code, state, params: paramsWithoutSecrets(params) }
  if (evidence === undefined) return kept
  const { offset, text } = evidence
  const expected = withTexts(evidence.expected, textWithoutSecrets)
  const found = withTexts(evidence.found, textWithoutSecrets)
  const shown = text === undefined ? {} : { text: textWithoutSecrets(text) }
  return { ...kept, evidence: { offset, expected, found, ...shown } }
}

export function refusalWithoutSecrets({ code, params }: Refusal): Refusal {
  return { code, params: paramsWithoutSecrets(params) }
}

function paramsWithoutSecrets(params: Params): Params {
  const kept = Object.entries(params).map(([key, value]) => [key, withoutSecrets(value)] as const)
  return Object.fromEntries(kept)
}

function withoutSecrets(value: Params[string]): Params[string] {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return textWithoutSecrets(value)
  if (isPhrase(value)) return withTexts(value, textWithoutSecrets)
  return value.map(textWithoutSecrets)
}
