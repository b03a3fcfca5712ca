import type { Candidate, Mark } from '../../formats/candidates/types.ts'
import type { Check, Refusal, Verdict } from '../../formats/verdict/types.ts'
import { verdictEn } from '../../i18n/verdict.en.ts'
import { evidenceValues, findingKey, partKey, refusalKey, takenKey } from '../../i18n/verdict.ts'
import { fill } from '../../values/fill.ts'
import { formatOffset } from '../../values/offset.ts'
import { shownParams } from './shown-params.ts'

/** What a check has found, in one English sentence; undefined where it has found nothing. */
export function checkSentence(check: Check): string | undefined {
  const key = findingKey(check)
  return key === undefined ? undefined : fill(verdictEn.finding[key], shownParams(check.params))
}

/** Why OpenStack refuses a file, in one English sentence. */
export function refusalSentence(refusal: Refusal): string {
  const key = refusalKey(refusal)
  return key === undefined
    ? refusal.code
    : fill(verdictEn.refusal[key], shownParams(refusal.params))
}

const ROLES = { image: 'an image', base: 'a base file', disk: 'a disk', file: 'a file' } as const

/** A verdict for people: formats with the bytes that speak for them, findings, what OpenStack does. */
export function verdictText(name: string, verdict: Verdict): string {
  const { role, detection, state, checks, openstack } = verdict
  const findings = checks.filter(isFinding)
  const passed = checks.filter((check) => check.state === 'pass').length
  const lines = [
    `image: ${name}`,
    ...detection.candidates.flatMap(candidateLines),
    ...declaredPart(verdict),
    `safety as ${ROLES[role]}: ${verdictEn.state[state].toLowerCase()} (${passed} checks passed)`,
    ...findings.flatMap(findingLines),
    `as an openstack image: ${openstack.accepts ? 'accepted' : 'refused'} (${takenAs(verdict)})`,
    ...openstack.reasons.map((refusal) => `  ${refusal.code}: ${refusalSentence(refusal)}`),
  ]
  return `${lines.join('\n')}\n`
}

function declaredPart(verdict: Verdict): string[] {
  const part = partKey(verdict)
  return part === undefined ? [] : [`declared: ${verdictEn.part[part]}`]
}

function takenAs(verdict: Verdict): string {
  const key = takenKey(verdict)
  return key === undefined ? verdict.openstack.formats.join(', ') : verdictEn.taken[key]
}

function isFinding({ state }: Check): boolean {
  return state === 'fail' || state === 'warning' || state === 'info'
}

function candidateLines({ format, confidence, marks }: Candidate, index: number): string[] {
  const label = index === 0 ? 'format' : 'also fits'
  return [`${label}: ${format} (${confidence})`, ...marks.map(markLine)]
}

function markLine({ offset, length, hex, meaning }: Mark): string {
  const bytes = hex.length < length * 2 ? `${hex}…` : hex
  return `  ${formatOffset(offset)}+${length}: ${bytes} (${verdictEn.mark[meaning]})`
}

function findingLines(check: Check): string[] {
  const { code, state, evidence } = check
  const sentence = checkSentence(check) ?? verdictEn.check[code]
  const line = `  ${state} ${code}: ${sentence}`
  if (evidence === undefined) return [line]
  return [line, `    ${fill(verdictEn.evidence, evidenceValues(evidence))}`]
}
