import type { ByteSource } from '../bytes/source.ts'
import type { Detection } from '../formats/candidates/types.ts'
import type { Check, VerdictContext } from '../formats/verdict/types.ts'
import { imageVerdict } from '../formats/verdict/verdict.ts'
import { checkWithoutSecrets, refusalWithoutSecrets } from '../secrets/verdict-without-secrets.ts'
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
