import { ByteCursor } from '../../../bytes/cursor.ts'
import type { CandidateFormat } from '../../candidates/types.ts'
import { lacksRawDataFile } from '../data-file-check.ts'
import { type Facts, qemuFormat } from '../facts.ts'

import type { Params, Refusal, RefusalCode } from '../types.ts'

/** Names that Glance's `disk_format` may have for oslo.utils to have an inspector. */
const INSPECTED: readonly string[] = [
  ...['raw', 'qcow2', 'vhd', 'vhdx', 'vmdk', 'vdi', 'qed', 'iso', 'gpt', 'luks'],
]
/** Parts of an image of Amazon's kind: never compared, and raw to qemu. */
const AMI: readonly string[] = ['ami', 'aki', 'ari']
/** `[compute]vmdk_allowed_types`, as it is without a configuration. */
const CREATE_TYPES: readonly string[] = ['streamOptimized', 'monolithicSparse']

/**
 * What Nova refuses besides the inspector's own checks (nova/virt/images.py): `detected` is oslo's
 * name of the format. Without a declared one the image counts as declared rightly.
 */
export function novaRefusals(facts: Facts, detected: string): readonly Refusal[] {
  const declared = facts.context.declaredFormat ?? (detected === 'gpt' ? 'raw' : detected)
  return [
    declaredRefusal(declared, detected),
    qemuRefusal(facts, declared),
    ...contentRefusals(facts),
    convertRefusal(facts),
  ].filter((refusal) => refusal !== undefined)
}

function declaredRefusal(declared: string, detected: string): Refusal | undefined {
  if (AMI.includes(declared)) return undefined
  if (!INSPECTED.includes(declared)) return refusal('nova-unknown-format', { declared })
  const agrees = declared === detected || (declared === 'raw' && detected === 'gpt')
  return agrees ? undefined : refusal('nova-declared-format', { declared, detected })
}

/** qemu-img has to say the same as Glance, by its own name: a VHD, which it calls vpc, never does. */
function qemuRefusal(facts: Facts, declared: string): Refusal | undefined {
  const fault = facts.summary.fault ?? facts.tables?.refused
  const qemu: CandidateFormat = qemuFormat(facts)
  if (fault !== undefined && qemu === facts.format) {
    const { message } = fault
    if (isCutHeader(facts)) return refusal('nova-unreadable', { reason: 'cut' })
    return refusal('nova-unreadable', message === undefined ? { reason: 'there' } : { message })
  }
  const expected = declared === 'iso' || AMI.includes(declared) ? 'raw' : declared
  return qemu === expected ? undefined : refusal('nova-qemu-format', { declared, qemu })
}

/** Bytes without which qemu refuses a qcow2 header as too short. */
const LEAST_HEADER = 104
/** Where the header tells how the image is encrypted. */
const CRYPT_METHOD = 32

/**
 * Of a header that is cut behind those qemu reads zeros: the image opens, and is another one. One that is
 * encrypted lacks the keys then, and is refused.
 */
function isCutHeader({ format, summary, window }: Facts): boolean {
  const { fault, faultIn } = summary
  if (format !== 'qcow2' || fault?.code !== 'truncated' || faultIn !== undefined) return false
  // The length says nothing of a file that has become shorter since.
  if (window.head.length < LEAST_HEADER) return false
  return new ByteCursor(window.head, 'qcow2').seek(CRYPT_METHOD).u32Be() === 0
}

function contentRefusals(facts: Facts): readonly (Refusal | undefined)[] {
  const { summary, details, format } = facts
  const { backing } = summary
  const dataFile = printedDataFile(facts)
  const createType = details.vmdk?.descriptor?.createType ?? ''
  return [
    backing && refusal('nova-backing-file', { name: backing.name }),
    dataFile === undefined ? undefined : refusal('nova-data-file', { name: dataFile }),
    format === 'vmdk' && !CREATE_TYPES.includes(createType)
      ? refusal('nova-create-type', { type: createType })
      : undefined,
  ]
}

/**
 * Nova converts every image to raw (`[DEFAULT]force_raw_images`, on by default): qemu-img reads all of
 * it then, and has no key.
 */
function convertRefusal(facts: Facts): Refusal | undefined {
  const { format, summary, tables } = facts
  if (summary.fault !== undefined || tables?.refused !== undefined) return undefined
  const isEncrypted = format === 'luks' || summary.encryption !== undefined
  if (isEncrypted) return refusal('nova-convert', { reason: 'encrypted' })
  if (lacksRawDataFile(facts)) return refusal('nova-convert', { reason: 'raw-data-file' })
  return tables?.unread === true ? refusal('nova-convert', { reason: 'tables' }) : undefined
}

/** Nova goes by what `qemu-img info` prints, which is any recorded name in an image of compat 1.1. */
function printedDataFile({ summary, details }: Facts): string | undefined {
  const isPrinted = details.qcow2?.header.version === 3
  return summary.dataFile?.name ?? (isPrinted ? summary.unusedDataFile : undefined)
}

function refusal(code: RefusalCode, params: Params): Refusal {
  return { code, params }
}
