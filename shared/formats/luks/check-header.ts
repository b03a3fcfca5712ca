import { type Refuse, refusalIn } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
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
    const message = 'LUKS payload is overlapping with the header'
    refuse('payload_offset', base + 104, `at least ${ALIGNMENT}`, payloadOffset, message)
  }
  if (masterKeyIterations === 0) {
    refuse('mk_iterations', base + 164, 'at least 1', 0, 'LUKS key iteration count is zero')
  }
  checkSlots(header, base + SLOTS_OFFSET, refuse)
  checkCipher(header, base, refuse)
}

function checkTexts(bytes: Uint8Array, base: number, refuse: Refuse): void {
  for (const { offset, field, name } of TEXTS) {
    if (bytes.subarray(offset, offset + TEXT_SIZE).includes(0)) continue
    const message = `LUKS header ${name} is not NUL terminated`
    refuse(field, base + offset, 'a NUL at its end', `${TEXT_SIZE} other bytes`, message)
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
    const message = `Keyslot ${index} is corrupted (stripes ${stripes | 0} != ${STRIPES})`
    refuse(`${field}.stripes`, at + 44, `${STRIPES}`, stripes, message)
  }
  if (!active && state !== SLOT_DISABLED) {
    const message = `Keyslot ${index} state (active/disable) is corrupted`
    refuse(
      `${field}.active`,
      at,
      `${hex(SLOT_ACTIVE)} or ${hex(SLOT_DISABLED)}`,
      hex(state),
      message,
    )
  }
  if (active && iterations === 0) {
    const message = `Keyslot ${index} iteration count is zero`
    refuse(`${field}.iterations`, at + 4, 'at least 1', 0, message)
  }
}

function checkSlotPlace(slot: Slot, header: LuksHeader, refuse: Refuse): void {
  const { index, at, keyOffset } = slot
  const field = `slot_${index}.key_material_offset`
  if (keyOffset < ALIGNMENT) {
    const message = `Keyslot ${index} is overlapping with the LUKS header`
    refuse(field, at + 40, `at least ${ALIGNMENT}`, keyOffset, message)
  }
  // qemu's sum has 32 bits.
  const end = ((keyOffset / SECTOR_SIZE + sectorsOf(header)) >>> 0) * SECTOR_SIZE
  if (end > header.payloadOffset) {
    const message = `Keyslot ${index} is overlapping with the encrypted payload`
    refuse(field, at + 40, `an end at most at ${header.payloadOffset}`, `one at ${end}`, message)
  }
}

function checkApart(slot: Slot, other: Slot, header: LuksHeader, refuse: Refuse): void {
  const length = sectorsOf(header) * SECTOR_SIZE
  if (Math.abs(slot.keyOffset - other.keyOffset) >= length) return
  const message = `Keyslots ${slot.index} and ${other.index} are overlapping in the header`
  const expected = `${length} bytes or more from slot ${slot.index} at ${slot.keyOffset}`
  const field = `slot_${other.index}.key_material_offset`
  refuse(field, other.at + 40, expected, other.keyOffset, message)
}

/** Sectors of a slot's key material (`qcrypto_block_luks_splitkeylen_sectors`); its product has 32 bits. */
function sectorsOf({ masterKeyBytes }: LuksHeader): number {
  const bytes = Math.imul(masterKeyBytes, STRIPES) >>> 0
  return roundUp(Math.ceil(bytes / SECTOR_SIZE), HEADER_SECTORS)
}

function hex(value: number): string {
  return `0x${value.toString(16)}`
}
