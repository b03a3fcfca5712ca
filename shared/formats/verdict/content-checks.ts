import { sentenceOf } from '../../bytes/errors.ts'
import { type Phrase, quote, says } from '../../phrases/phrase.ts'
import { isIso } from '../iso/iso.ts'
import { bytesIfThere } from '../marks.ts'
import type { ImageFlag, ImageFormat } from '../types.ts'
import { type Facts, isRawToQemu, NOT_APPLICABLE, PASS } from './facts.ts'
import { sizePlace } from './size-place.ts'
import type { Finding } from './types.ts'

const INCOMPATIBLE_FEATURES = 72
/** From here on a disk is larger than what one file system of a compute node usually has free. */
const HUGE_VIRTUAL_SIZE = 2 ** 40
/** An ordinary sparse image has some 10^3 at the most once there is anything on it. */
const HUGE_RATIO = 1000

/** A feature that nobody here knows: how the rest is to be read is unknown too. */
export function unknownFeatures({ format, details, summary }: Facts): Finding {
  if (format !== 'qcow2' && format !== 'qed') return NOT_APPLICABLE
  const { fault } = summary
  const named = fault?.what === 'header.version' || fault?.what === 'qed.features'
  if (fault !== undefined && named) {
    const { offset, expected, found } = fault
    return {
      state: 'fail',
      params: { message: sentenceOf(fault) },
      evidence: { offset, expected, found },
    }
  }
  const unknown = details.qcow2?.features.filter(
    ({ kind, known }) => kind === 'incompatible' && !known,
  )
  if (unknown === undefined || unknown.length === 0) return PASS
  const bits = unknown.map(({ bit, name }) => (name === undefined ? bit : `${bit} (${name})`))
  const found = says('bit {{list}}', { list: bits })
  return {
    state: 'fail',
    params: { message: found },
    evidence: {
      offset: INCOMPATIBLE_FEATURES,
      expected: says('bits {{n}} to {{n2}}', { n: 0, n2: 4 }),
      found,
    },
  }
}

function flagFinding({ format, summary }: Facts, flag: ImageFlag, expected: Phrase): Finding {
  if (format !== 'qcow2' && format !== 'qed') return NOT_APPLICABLE
  if (!summary.flags?.includes(flag)) return PASS
  const offset = format === 'qed' ? 16 : INCOMPATIBLE_FEATURES
  return { state: 'warning', evidence: { offset, expected, found: says('set') } }
}

export function dirty(facts: Facts): Finding {
  const { format, summary, details } = facts
  if (format !== 'parallels' && format !== 'vhdx') {
    return flagFinding(facts, 'dirty', says('dirty bit clear'))
  }
  if (!summary.flags?.includes('dirty')) return PASS
  if (format === 'parallels') {
    const evidence = { offset: PARALLELS_STATE, expected: says('closed'), found: says('open') }
    return { state: 'warning', evidence }
  }
  const header = details.vhdx?.headers.find(({ state }) => state === 'current')
  const offset = (header?.offset ?? 0) + VHDX_LOG_GUID
  return {
    state: 'warning',
    evidence: { offset, expected: says('an empty log'), found: says('entries') },
  }
}

/** Parallels has a state instead of a bit, and VHDX a log. */
const PARALLELS_STATE = 44
/** From the start of a header. */
const VHDX_LOG_GUID = 48

export function corrupt(facts: Facts): Finding {
  return facts.format === 'qed'
    ? NOT_APPLICABLE
    : flagFinding(facts, 'corrupt', says('bit {{n}} clear', { n: 1 }))
}

const CRYPT_METHOD: Partial<Readonly<Record<ImageFormat, number>>> = { qcow2: 32, qcow: 36 }

/**
 * What is encrypted cannot be checked without its key. AES-CBC is worse: its key is the passphrase
 * itself, and qemu opens it only to convert it.
 */
export function encryption({ format, summary }: Facts): Finding {
  const offset = format === 'luks' ? 0 : CRYPT_METHOD[format]
  if (offset === undefined) return NOT_APPLICABLE
  const kind = format === 'luks' ? 'luks' : summary.encryption
  if (kind === undefined) return PASS
  const evidence = { offset, expected: says('no encryption'), found: quote(kind) }
  return { state: kind === 'aes' ? 'warning' : 'info', params: { reason: kind }, evidence }
}

/** Nova makes no internal snapshots, and what is in one is invisible to whoever reads the disk. */
export function internalSnapshots({ format, summary }: Facts): Finding {
  if (format !== 'qcow2') return NOT_APPLICABLE
  const count = summary.snapshotCount ?? 0
  if (count === 0) return PASS
  const evidence = { offset: 60, expected: 0, found: count }
  return { state: 'warning', params: { count }, evidence }
}

export function inUseBitmaps({ format, details }: Facts): Finding {
  if (format !== 'qcow2') return NOT_APPLICABLE
  const names = details.qcow2?.bitmaps.filter(({ inUse }) => inUse).map(({ name }) => name) ?? []
  if (names.length === 0) return PASS
  const at = details.qcow2?.extensions.find(({ kind }) => kind === 'bitmaps')?.offset ?? 0
  return {
    state: 'warning',
    params: { names, count: names.length },
    evidence: { offset: at, expected: says('no bitmap in use'), found: quote(names.join(', ')) },
  }
}

const EMPTY: Finding = { state: 'info', params: { reason: 'empty' } }

/**
 * A few bytes that are a huge disk to the guest, or to whoever converts them to raw
 * (CVE-2013-2096, CVE-2013-4463, CVE-2013-4469). One without a byte harms nobody, and is of no use.
 */
export function virtualSize(facts: Facts): Finding {
  const { format, summary, source, context } = facts
  const size = summary.virtualSize ?? summary.uncountedSize
  if (size === undefined) return NOT_APPLICABLE
  if (size === 0) return EMPTY
  if (isRawToQemu(format)) return PASS
  const allocated = Math.max(1, context.allocated ?? source.size)
  const ratio = Math.floor(size / allocated)
  if (size < HUGE_VIRTUAL_SIZE || ratio < HUGE_RATIO) return PASS
  const params = { size, allocated, ratio, reason: 'ratio' }
  const expected = says('at most {{n}} times what the file takes', { n: HUGE_RATIO })
  return { state: 'warning', params, ...sizeEvidence(facts, expected, size) }
}

function sizeEvidence(facts: Facts, expected: Phrase, size: number): Pick<Finding, 'evidence'> {
  const offset = sizePlace(facts)
  return offset === undefined ? {} : { evidence: { offset, expected, found: size } }
}

/** LUKS version 2 is not in qemu: nobody there can tell what such a volume holds. */
export function luksVersion({ format, window }: Facts): Finding {
  if (format !== 'luks') return NOT_APPLICABLE
  const version = ((window.head[6] ?? 0) << 8) | (window.head[7] ?? 0)
  if (version === 1) return PASS
  const evidence = { offset: 6, expected: 1, found: version }
  return { state: 'fail', params: { version }, evidence }
}

const PRIMARY_VOLUME = 32_768

/** A volume that says it is longer than its file was cut on the way. Only ISO 9660 tells. */
export function isoVolume({ window, source, format }: Facts): Finding {
  if (format !== 'iso' || !isIso(window)) return NOT_APPLICABLE
  const bytes = bytesIfThere(source, PRIMARY_VOLUME, 132)
  if (bytes === undefined || bytes[0] !== 1) return PASS
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getUint32(80, true) * view.getUint16(128, true)
  if (size <= source.size) return { state: 'pass', params: { size } }
  const evidence = {
    offset: PRIMARY_VOLUME + 80,
    expected: says('at most {{bytes}} bytes', { bytes: source.size }),
    found: says('{{bytes}} bytes', { bytes: size }),
  }
  return { state: 'warning', params: { size, length: source.size }, evidence }
}
