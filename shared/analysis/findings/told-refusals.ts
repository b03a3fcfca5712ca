import type { FindingCode } from '../../findings/codes.ts'
import type { Clue } from '../../findings/types.ts'
import type { RefusalCode } from '../../formats/verdict/types.ts'

/** Findings that are the cause of a refusal. */
const CAUSES: Partial<Readonly<Record<RefusalCode, readonly FindingCode[]>>> = {
  'oslo-backing-file': ['backing-in-image'],
  'nova-backing-file': ['backing-in-image'],
  'oslo-data-file': ['external-data-file'],
  'nova-data-file': ['external-data-file'],
  'oslo-unknown-features': ['unknown-features'],
  'oslo-banned': ['banned-format'],
  'oslo-descriptor': ['vmdk-descriptor', 'vmdk-extents'],
  'nova-create-type': ['vmdk-extents'],
  'oslo-footer': ['vmdk-descriptor'],
  'oslo-mbr': ['partition-table'],
  'oslo-version': ['luks-version'],
  'nova-qemu-format': ['luks-version'],
  'oslo-multiple-formats': ['multiple-formats'],
  'nova-unreadable': ['image-fault', 'truncated'],
}
/** By the code that the name of a refusal begins with. */
const causesOf: ReadonlyMap<string, readonly FindingCode[]> = new Map(Object.entries(CAUSES))

/**
 * That OpenStack refuses an image is a warning where nothing else says what is wrong with it; else it
 * is what comes of that.
 */
export function refusedAlone(clue: Clue, all: readonly Clue[]): Clue {
  const { code, evidence } = clue
  if (code !== 'openstack-refuses') return clue
  const refusals = evidence['refusals']
  const names = Array.isArray(refusals) ? refusals : [evidence['refusal']]
  const areTold = names.every((name) => {
    const [refusal = ''] = String(name).split('/')
    const causes = causesOf.get(refusal)
    return all.some((other) => causes?.includes(other.code))
  })
  return areTold ? { ...clue, severity: 'info' } : clue
}
