import { type Refuse, refusalIn } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import { quote, says } from '../../phrases/phrase.ts'
import { checkCipher } from './check-cipher.ts'
import { SLOT_ACTIVE, SLOT_DISABLED } from './header.ts'
import { ALIGNMENT, STRIPES } from './payload-size.ts'
import type { LuksHeader, LuksKeySlot } from './types.ts'

/** Sectors that the header takes, and of which every slot takes a whole number. */
const HEADER_SECTORS = ALIGNMENT / SECTOR_SIZE
const TEXTS = [
  { offset: 8, field: 'cipher_name', name: 'cipher name' },
  { offset: 40, field: 'cipher_mode', name: 'cipher mode' },
  { offset: 72, field: 'hash_spec', name: 'hash spec' },
] as const
const TEXT_SIZE = 32
const SLOTS_OFFSET = 208
const SLOT_SIZE = 48

/** A slot that is checked: its number, and where it stands in the file. */
interface Slot extends LuksKeySlot {
  readonly index: number
  readonly at: number
}

/**
 * Throws the `FormatError` for which qemu refuses a header that was read from `bytes`, which are at
 * `base` in the file: the rules of crypto/block-luks.c, `qcrypto_block_luks_check_header`, then
 * those of `qcrypto_block_luks_parse_header`, in their order and words.
 */
export function checkLuksHeader(header: LuksHeader, bytes: Uint8Array, base: number): void {
  const refuse = refusalIn('luks')
  checkTexts(bytes, base, refuse)
  const { payloadOffset, masterKeyIterations } = header
  if (payloadOffset < ALIGNMENT) {
    const message = says('LUKS payload is overlapping with the header')
    refuse(
      'payload_offset',
      base + 104,
      says('at least {{n}}', { n: ALIGNMENT }),
      payloadOffset,
      message,
    )
  }
  if (masterKeyIterations === 0) {
    refuse(
      'mk_iterations',
      base + 164,
      says('at least {{n}}', { n: 1 }),
      0,
      says('LUKS key iteration count is zero'),
    )
  }
  checkSlots(header, base + SLOTS_OFFSET, refuse)
  checkCipher(header, base, refuse)
}

function checkTexts(bytes: Uint8Array, base: number, refuse: Refuse): void {
  for (const { offset, field, name } of TEXTS) {
    if (bytes.subarray(offset, offset + TEXT_SIZE).includes(0)) continue
    const message = says('LUKS header {{name}} is not NUL terminated', { name })
    refuse(
      field,
      base + offset,
      says('a NUL at its end'),
      says('{{bytes}} other bytes', { bytes: TEXT_SIZE }),
      message,
    )
  }
}

function checkSlots(header: LuksHeader, base: number, refuse: Refuse): void {
  const slots = header.slots.map((slot, index) => ({
    ...slot,
    index,
    at: base + index * SLOT_SIZE,
  }))
  for (const slot of slots) {
    checkSlot(slot, refuse)
    checkSlotPlace(slot, header, refuse)
    for (const other of slots.slice(slot.index + 1)) checkApart(slot, other, header, refuse)
  }
}

function checkSlot({ state, active, iterations, stripes, index, at }: Slot, refuse: Refuse): void {
  const field = `slot_${index}`
  if (stripes !== STRIPES) {
    const message = says('Keyslot {{n}} is corrupted (stripes {{n2}} != {{n3}})', {
      ...{ n: index, n2: stripes | 0, n3: STRIPES },
    })
    refuse(`${field}.stripes`, at + 44, STRIPES, stripes, message)
  }
  if (!active && state !== SLOT_DISABLED) {
    const message = says('Keyslot {{n}} state (active/disable) is corrupted', { n: index })
    refuse(
      `${field}.active`,
      at,
      says('{{hex}} or {{hex2}}', { hex: hex(SLOT_ACTIVE), hex2: hex(SLOT_DISABLED) }),
      quote(hex(state)),
      message,
    )
  }
  if (active && iterations === 0) {
    const message = says('Keyslot {{n}} iteration count is zero', { n: index })
    refuse(`${field}.iterations`, at + 4, says('at least {{n}}', { n: 1 }), 0, message)
  }
}

function checkSlotPlace(slot: Slot, header: LuksHeader, refuse: Refuse): void {
  const { index, at, keyOffset } = slot
  const field = `slot_${index}.key_material_offset`
  if (keyOffset < ALIGNMENT) {
    const message = says('Keyslot {{n}} is overlapping with the LUKS header', { n: index })
    refuse(field, at + 40, says('at least {{n}}', { n: ALIGNMENT }), keyOffset, message)
  }
  // qemu's sum has 32 bits.
  const end = ((keyOffset / SECTOR_SIZE + sectorsOf(header)) >>> 0) * SECTOR_SIZE
  if (end > header.payloadOffset) {
    const message = says('Keyslot {{n}} is overlapping with the encrypted payload', { n: index })
    refuse(
      field,
      at + 40,
      says('an end at most at {{at}}', { at: header.payloadOffset }),
      says('one at {{at}}', { at: end }),
      message,
    )
  }
}

function checkApart(slot: Slot, other: Slot, header: LuksHeader, refuse: Refuse): void {
  const length = sectorsOf(header) * SECTOR_SIZE
  if (Math.abs(slot.keyOffset - other.keyOffset) >= length) return
  const message = says('Keyslots {{n}} and {{n2}} are overlapping in the header', {
    n: slot.index,
    n2: other.index,
  })
  const expected = says('{{bytes}} bytes or more from slot {{n}} at {{at}}', {
    bytes: length,
    n: slot.index,
    at: slot.keyOffset,
  })
  const field = `slot_${other.index}.key_material_offset`
  refuse(field, other.at + 40, expected, says('{{at}}', { at: other.keyOffset }), message)
}

/** Sectors of a slot's key material (`qcrypto_block_luks_splitkeylen_sectors`); its product has 32 bits. */
function sectorsOf({ masterKeyBytes }: LuksHeader): number {
  const bytes = Math.imul(masterKeyBytes, STRIPES) >>> 0
  return roundUp(Math.ceil(bytes / SECTOR_SIZE), HEADER_SECTORS)
}

function hex(value: number): string {
  return `0x${value.toString(16)}`
}
