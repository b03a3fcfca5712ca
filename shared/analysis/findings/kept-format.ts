import type { Clue } from '../../findings/types.ts'
import type { NovaConfig } from '../../nova/conf.ts'
import { imageBackendOf } from '../../nova/image-backends.ts'

/** That an image cannot be converted; `check/reason` as a refusal is named. */
const OF_CONVERSION = /^nova-convert(?:\/|$)/

/**
 * Whether Nova keeps images in their own format here (`fetch_to_raw` of nova/virt/images.py). A volume
 * group and Ceph hold raw data, whatever the option says.
 */
export function keepsFormats(nova: NovaConfig | undefined): boolean {
  if (nova === undefined || nova.forceRawImages) return false
  const { keptAs } = imageBackendOf(nova.imagesType, nova.useCowImages)
  return keptAs === 'file'
}

/** Without what a conversion would be refused for, where Nova makes none; undefined where that was all. */
export function withoutConversion(clue: Clue): Clue | undefined {
  const { code, evidence } = clue
  if (code !== 'openstack-refuses') return clue
  const all = [evidence['refusals'] ?? []].flat().map(String)
  const refusals = all.filter((name) => !OF_CONVERSION.test(name))
  const [refusal] = refusals
  if (refusals.length === all.length) return clue
  return refusal === undefined
    ? undefined
    : { ...clue, evidence: { ...evidence, refusal, refusals } }
}
