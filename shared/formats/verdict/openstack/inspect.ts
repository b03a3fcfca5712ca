import { ByteCursor } from '../../../bytes/cursor.ts'
import { decodeText } from '../../../bytes/text.ts'
import type { HeadWindow } from '../../../bytes/window.ts'
import { isoCandidate } from '../../candidates/by-place.ts'
import { isLuks, LUKS_HEADER_SIZE } from '../../luks/header.ts'
import { hasBootSignature, isFatBootSector } from '../../partition/boot-sector.ts'
import { VDI_SIGNATURE, VDI_SIGNATURE_OFFSET } from '../../vdi/vdi.ts'
import { mbrViolation } from '../mbr.ts'
import type { OsloFailure, OsloFormat, OsloInspection, OsloMatch } from './types.ts'
import { inspectVhdx } from './vhdx.ts'
import { inspectVmdk } from './vmdk.ts'

const HEADER = 512
const MAX_FEATURES = 0xf
const DATA_FILE = 4

/**
 * What oslo.utils' format_inspector finds in a file, rule by rule as it stands in its newest version
 * (8 to 10), where it is wrong too (spec 3). The passphrase of a LUKS volume is never known here.
 * Reads the head, 2 KiB at 32 KiB, and what VHDX and VMDK have elsewhere, at most a megabyte.
 */
export function inspectAsOslo(window: HeadWindow): OsloInspection {
  const vmdk = inspectVmdk(window)
  const matches = [
    gpt(window),
    isoCandidate(window) !== undefined ? matching('iso') : undefined,
    luks(window),
    qcow2(window),
    begins(window, 'QED\0') && isLong(window)
      ? matching('qed', { check: 'banned', reason: 'banned' })
      : undefined,
    vdi(window),
    begins(window, 'conectix') ? { ...matching('vhd'), complete: isLong(window) } : undefined,
    begins(window, 'vhdxfile') ? inspectVhdx(window) : undefined,
    vmdk === 'crash' ? undefined : vmdk,
  ].filter((match) => match !== undefined)
  return { matches: matches.length > 0 ? matches : [matching('raw')], crashes: vmdk === 'crash' }
}

function matching(format: OsloFormat, ...failures: readonly OsloFailure[]): OsloMatch {
  return { format, complete: true, failures }
}

function begins({ head }: HeadWindow, magic: string): boolean {
  return decodeText(head.subarray(0, magic.length)) === magic
}

function isLong({ head }: HeadWindow): boolean {
  return head.length >= HEADER
}

/** Bytes 72 to 79 are looked at in version 2 as well, which has extensions there. */
function qcow2(window: HeadWindow): OsloMatch | undefined {
  const { head } = window
  const isMagic = head[0] === 0x51 && head[1] === 0x46 && head[2] === 0x49 && head[3] === 0xfb
  if (!isLong(window) || !isMagic) return undefined
  const cursor = new ByteCursor(head, 'qcow2')
  const version = cursor.skip(4).u32Be()
  const backing = cursor.u64Be()
  const features = cursor.seek(72).u64Be()
  const failures: OsloFailure[] = []
  if (backing !== 0n) failures.push({ check: 'backing_file', reason: 'backing-file' })
  if ((Number(features & 0xffn) & DATA_FILE) !== 0) {
    failures.push({ check: 'data_file', reason: 'data-file' })
  }
  if (version !== 2 && version !== 3) {
    failures.push({ check: 'unknown_features', reason: 'version', params: { version } })
  } else if (version === 3 && features > MAX_FEATURES) {
    const mask = `0x${(features & ~BigInt(MAX_FEATURES)).toString(16)}`
    failures.push({ check: 'unknown_features', reason: 'features', params: { mask } })
  }
  return matching('qcow2', ...failures)
}

function vdi(window: HeadWindow): OsloMatch | undefined {
  if (!isLong(window)) return undefined
  const signature = new ByteCursor(window.head, 'vdi').seek(VDI_SIGNATURE_OFFSET).u32Le()
  return signature === VDI_SIGNATURE ? matching('vdi') : undefined
}

/** Every sector with the signature that is not of FAT is `gpt`, an MBR as well. */
function gpt({ head }: HeadWindow): OsloMatch | undefined {
  if (!hasBootSignature(head) || isFatBootSector(head)) return undefined
  const broken = mbrViolation(head)
  if (broken === undefined) return matching('gpt')
  const { reason, entry } = broken
  return matching('gpt', {
    check: 'mbr',
    reason,
    ...(entry !== undefined && { params: { entry } }),
  })
}

function luks({ head }: HeadWindow): OsloMatch | undefined {
  if (!isLuks(head)) return undefined
  const complete = head.length >= LUKS_HEADER_SIZE
  const version = complete ? new ByteCursor(head, 'luks').skip(6).u16Be() : 1
  if (version === 1) return { format: 'luks', complete, failures: [] }
  return matching('luks', { check: 'version', reason: 'version', params: { version } })
}
