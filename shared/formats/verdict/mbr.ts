import { quote, type Said, says } from '../../phrases/phrase.ts'
import type { Evidence } from './types.ts'

const ENTRIES = 446
const ENTRY_SIZE = 16
/** The type of an entry that stands for a GPT. */
export const TYPE_PROTECTIVE = 0xee

export type MbrReason =
  | 'boot-flag'
  | 'gpt-start-chs'
  | 'gpt-start-lba'
  | 'gpt-extra'
  | 'no-partition'

export interface MbrViolation {
  readonly reason: MbrReason
  /** Entry from 0; undefined where the table as a whole is meant. */
  readonly entry?: number
  readonly evidence: Evidence
}

/** The first rule that the four entries break (UEFI specification, 5.2.1 to 5.2.3). */
export function mbrViolation(head: Uint8Array): MbrViolation | undefined {
  const used: number[] = []
  let protective = false
  for (let entry = 0; entry < 4; entry += 1) {
    const at = ENTRIES + entry * ENTRY_SIZE
    const type = head[at + 4] ?? 0
    if (type !== 0) used.push(entry)
    protective ||= type === TYPE_PROTECTIVE
    const broken =
      brokenFlag(head, at) ?? (type === TYPE_PROTECTIVE ? brokenStart(head, at) : undefined)
    if (broken !== undefined) return { ...broken, entry }
  }
  if (protective && (used.length !== 1 || used[0] !== 0)) {
    return violation(
      'gpt-extra',
      ENTRIES,
      says('only entry {{n}}', { n: 0 }),
      says('entries {{list}}', { list: used }),
    )
  }
  if (used.length > 0) return undefined
  return violation('no-partition', ENTRIES, says('at least one entry'), says('none'))
}

function brokenFlag(head: Uint8Array, at: number): MbrViolation | undefined {
  const flag = head[at] ?? 0
  if (flag === 0x00 || flag === 0x80) return undefined
  return violation(
    'boot-flag',
    at,
    says('{{hex}} or {{hex2}}', { hex: '00', hex2: '80' }),
    quote(flag.toString(16).padStart(2, '0')),
  )
}

/** A protective entry begins at sector 1: head 0, sector 2, cylinder 0. */
function brokenStart(head: Uint8Array, at: number): MbrViolation | undefined {
  const chs = [head[at + 1] ?? 0, head[at + 2] ?? 0, head[at + 3] ?? 0]
  if (chs[0] !== 0 || chs[1] !== 2 || chs[2] !== 0) {
    return violation('gpt-start-chs', at + 1, quote('0/2/0'), quote(chs.join('/')))
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const lba = view.getUint32(at + 8, true)
  return lba === 1 ? undefined : violation('gpt-start-lba', at + 8, 1, lba)
}

function violation(reason: MbrReason, offset: number, expected: Said, found: Said): MbrViolation {
  return { reason, evidence: { offset, expected, found } }
}
