import { formatOffset } from '../../../../shared/values/offset.ts'

/** A structure of an image as names and values to show, whatever format it is of. */
export interface StructureField {
  readonly name: string
  readonly value: StructureValue
}

export type StructureValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'flag'; readonly set: boolean }
  | { readonly kind: 'fields'; readonly fields: readonly StructureField[] }
  | { readonly kind: 'list'; readonly items: readonly StructureValue[] }

/** Lists and bytes are cut here: a hostile image can hold very many. */
const maxItems = 200
const maxBytes = 32

/**
 * Any plain data as a tree of names and texts. Readers describe each format by types of their own;
 * new fields of theirs appear without a change here. 64-bit values are shown whole.
 */
export function describe(value: unknown): StructureValue | undefined {
  if (value === undefined || typeof value === 'function') return undefined
  if (value instanceof Uint8Array) return text(bytesText(value))
  if (Array.isArray(value)) return list(value)
  if (typeof value === 'object' && value !== null)
    return { kind: 'fields', fields: fieldsOf(value) }
  if (typeof value === 'boolean') return { kind: 'flag', set: value }
  if (typeof value === 'bigint') return text(integerText(value))
  return text(String(value))
}

function fieldsOf(value: object): readonly StructureField[] {
  return Object.entries(value).flatMap(([name, part]) => {
    const described = isOffset(name, part, value) ? text(formatOffset(part)) : describe(part)
    return described === undefined ? [] : [{ name, value: described }]
  })
}

/** Counted in sectors, as their names say. */
const OF_SECTORS: ReadonlySet<string> = new Set(['descriptorOffset', 'extensionOffset'])

/** Whether it is of bytes; that of a VMDK's extent, which has a length in sectors, is one of sectors. */
function isOffset(name: string, part: unknown, of: object): part is number | bigint {
  if (typeof part !== 'number' && typeof part !== 'bigint') return false
  return name === 'offset' ? !('sectors' in of) : name.endsWith('Offset') && !OF_SECTORS.has(name)
}

function text(value: string): StructureValue {
  return { kind: 'text', text: value }
}

function list(values: readonly unknown[]): StructureValue {
  const items = values.slice(0, maxItems).flatMap((value) => describe(value) ?? [])
  const hidden = values.length - maxItems
  return { kind: 'list', items: hidden > 0 ? [...items, text(`… +${hidden}`)] : items }
}

/** Masks are read in hexadecimal, counts in decimal: large values show both. */
function integerText(value: bigint): string {
  return value > 0xffffn ? `${value} (0x${value.toString(16)})` : String(value)
}

function bytesText(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, maxBytes)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ')
  return bytes.length > maxBytes ? `${shown} … (${bytes.length} bytes)` : shown
}
