import type { ByteSource } from '../bytes/source.ts'
import type { Detection } from '../formats/candidates/types.ts'
import type { Check, Params, Refusal, VerdictContext } from '../formats/verdict/types.ts'
import { imageVerdict } from '../formats/verdict/verdict.ts'
import { isPhrase, withTexts } from '../phrases/phrase.ts'
import { textWithoutSecrets } from '../secrets/without-secrets.ts'
import type { Judgement } from './model.ts'

/** What a verdict finds wrong, without secrets; undefined for nothing. */
export function judgedAs(file: ByteSource, context: VerdictContext): Judgement | undefined {
  const { checks, openstack, detection } = imageVerdict(file, context)
  const found = checks.filter(isFound).map(checkWithoutSecrets)
  // Nobody uploads an instance's disk as it stands: a snapshot is flattened first.
  const isAsked = context.role !== 'disk' && !isKernel(detection)
  const refusals = isAsked ? openstack.reasons.map(refusalWithoutSecrets) : []
  return found.length === 0 && refusals.length === 0 ? undefined : { checks: found, refusals }
}

/**
 * Whether it is a kernel and nothing else. Its first sector ends as an MBR does and is none; but Nova never
 * looks at what it boots directly as at an image (nova/virt/libvirt/utils.py, fetch_raw_image).
 */
function isKernel({ candidates: [only, ...others] }: Detection): boolean {
  const marks = others.length === 0 ? (only?.marks ?? []) : []
  return marks.some(({ meaning }) => meaning === 'linux-kernel')
}

function isFound({ state }: Check): boolean {
  return state === 'fail' || state === 'warning'
}

/** The verdict reads the header again, as it stands: what it quotes goes into reports. */
function checkWithoutSecrets({ code, state, params, evidence }: Check): Check {
  const kept = { code, state, params: paramsWithoutSecrets(params) }
  if (evidence === undefined) return kept
  const { offset, text } = evidence
  const expected = withTexts(evidence.expected, textWithoutSecrets)
  const found = withTexts(evidence.found, textWithoutSecrets)
  const shown = text === undefined ? {} : { text: textWithoutSecrets(text) }
  return { ...kept, evidence: { offset, expected, found, ...shown } }
}

function refusalWithoutSecrets({ code, params }: Refusal): Refusal {
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
