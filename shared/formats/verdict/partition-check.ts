import { decodeText } from '../../bytes/text.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { type Phrase, quote, says } from '../../phrases/phrase.ts'
import { isLinuxKernel } from '../content/linux-kernel.ts'
import { bytesIfThere } from '../marks.ts'
import { hasBootSignature, isFileSystemBootSector } from '../partition/boot-sector.ts'
import { cutPartition, hasOwnTable } from '../partition/cut.ts'
import { SECTOR_SIZES } from '../partition/read-table.ts'
import type { PartitionTable } from '../partition/types.ts'
import { type Facts, isFooterOnly, isRawToQemu, NOT_APPLICABLE, PASS } from './facts.ts'
import { mbrViolation, TYPE_PROTECTIVE } from './mbr.ts'
import type { Finding } from './types.ts'

const GPT_SIGNATURE = 'EFI PART'
const FIRST_TYPE = 446 + 4

/**
 * Whether a partition table is one of which every reader makes the same. A guest does with its disk
 * what it likes; in an image it is a trap. A sector that only has the signature is no table.
 */
export function partitionCheck(facts: Facts): Finding {
  const { window, role, details } = facts
  const { head } = window
  if (!hasBootSignature(head)) {
    return isGuestsOwn(facts) ? lostProtection(window) : NOT_APPLICABLE
  }
  if (isFileSystemBootSector(head) || isLinuxKernel(head)) return NOT_APPLICABLE
  const broken = mbrViolation(head)
  if (broken !== undefined) {
    const { reason, entry, evidence } = broken
    const isTrap = role === 'image' && reason !== 'no-partition'
    const params = { reason, ...(entry !== undefined && { entry }) }
    return { state: isTrap ? 'fail' : 'warning', params, evidence }
  }
  const isProtective = head[FIRST_TYPE] === TYPE_PROTECTIVE
  if (!isProtective) return lostProtection(window)
  const offset = gptOffset(window)
  if (offset !== undefined) return gptCheck(offset, details.partitions)
  const evidence = {
    offset: SECTOR_SIZES[0] ?? 0,
    expected: quote(GPT_SIGNATURE),
    found: says('other bytes'),
  }
  return { state: 'warning', params: { reason: 'gpt-missing' }, evidence }
}

/**
 * Whether the bytes are the guest's from the first one on. In a container, whose clusters lie
 * anywhere, a GPT at a sector's offset may be the guest's own: a dynamic VHD of 512 MiB has the
 * second sector of its disk at 4096, and the entry that protects it before.
 */
function isGuestsOwn(facts: Facts): boolean {
  return isRawToQemu(facts.format) || isFooterOnly(facts)
}

/** Whether all that its partitions take is in a file whose bytes are the guest's. */
export function partitionsWhole({ details, format, source }: Facts): Finding {
  const { partitions } = details
  if (partitions === undefined || !hasOwnTable(format)) return NOT_APPLICABLE
  const cut = cutPartition(partitions, source)
  if (cut === undefined) return PASS
  const { number, start, end } = cut
  return {
    state: 'warning',
    params: { reason: 'partition', entry: number, size: end, length: source.size },
    evidence: {
      offset: start,
      expected: says('{{bytes}} bytes', { bytes: end - start }),
      found: says('the end at {{at}}', { at: source.size }),
    },
  }
}

/** Readers differ in whether they look at checksums, and in whether they look for the copy. */
function gptCheck(offset: number, table: PartitionTable | undefined): Finding {
  const { primary, backup } = table ?? {}
  if (primary?.state !== 'sound') return damaged('gpt-damaged', offset, primary?.state ?? 'damaged')
  if (backup === undefined || backup.state === 'sound') return PASS
  return damaged('gpt-backup', backup.offset, backup.state)
}

function damaged(reason: string, offset: number, found: 'damaged' | 'missing'): Finding {
  const expected = says('right checksums of header and entries')
  const evidence = { offset, expected, found: says(found) }
  return { state: 'warning', params: { reason }, evidence }
}

/** A GPT that no protective entry covers: some readers see it, others an empty or another disk. */
function lostProtection(window: HeadWindow): Finding {
  const offset = gptOffset(window)
  const hasTable = hasBootSignature(window.head)
  if (offset === undefined) return hasTable ? PASS : NOT_APPLICABLE
  const evidence = {
    offset: FIRST_TYPE,
    expected: says('type {{hex}}', { hex: 'ee' }),
    found: typeText(window.head),
  }
  return { state: 'warning', params: { reason: 'gpt-unprotected' }, evidence }
}

function typeText(head: Uint8Array): Phrase {
  return says('type {{hex}}', { hex: (head[FIRST_TYPE] ?? 0).toString(16).padStart(2, '0') })
}

function gptOffset({ source }: HeadWindow): number | undefined {
  return SECTOR_SIZES.find((offset) => {
    const bytes = bytesIfThere(source, offset, GPT_SIGNATURE.length)
    return bytes !== undefined && decodeText(bytes) === GPT_SIGNATURE
  })
}
