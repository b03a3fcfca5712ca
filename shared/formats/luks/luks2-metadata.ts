import type { Luks2Header, Luks2KeySlot, Luks2Segment } from './types.ts'

export type Luks2Metadata = Pick<Luks2Header, 'segments' | 'keySlots' | 'tokens'>

export const emptyMetadata: Luks2Metadata = { segments: [], keySlots: [], tokens: [] }

/** Members of an object that are kept; the format has 32 slots and tokens. */
const MAX_MEMBERS = 32

type Fields = Readonly<Record<string, unknown>>

/** What the JSON area says of segments, slots and tokens; undefined for what is no such text. */
export function readMetadata(text: string): Luks2Metadata | undefined {
  const root = parsed(text)
  if (root === undefined) return undefined
  return {
    segments: members(root['segments']).map(([id, fields]) => segmentOf(id, fields)),
    keySlots: members(root['keyslots']).map(([id, fields]) => keySlotOf(id, fields)),
    tokens: members(root['tokens']).map(([, fields]) => textOf(fields['type']) ?? ''),
  }
}

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function members(value: unknown): readonly (readonly [string, Fields])[] {
  if (!isFields(value)) return []
  return Object.entries(value)
    .slice(0, MAX_MEMBERS)
    .flatMap(([id, fields]) => (isFields(fields) ? [[id, fields] as const] : []))
}

function segmentOf(id: string, fields: Fields): Luks2Segment {
  const size = countOf(fields['size'])
  const encryption = textOf(fields['encryption'])
  const sectorSize = countOf(fields['sector_size'])
  return {
    id,
    type: textOf(fields['type']) ?? '',
    offset: countOf(fields['offset']) ?? 0,
    ...(size !== undefined && { size }),
    ...(encryption !== undefined && { encryption }),
    ...(sectorSize !== undefined && { sectorSize }),
  }
}

function keySlotOf(id: string, fields: Fields): Luks2KeySlot {
  const { key_size: size, kdf, area } = fields
  const keyBytes = countOf(size)
  const kdfType = isFields(kdf) ? textOf(kdf['type']) : undefined
  const encryption = isFields(area) ? textOf(area['encryption']) : undefined
  return {
    id,
    type: textOf(fields['type']) ?? '',
    ...(keyBytes !== undefined && { keyBytes }),
    ...(kdfType !== undefined && { kdf: kdfType }),
    ...(encryption !== undefined && { encryption }),
  }
}

/** Names are short; a hostile one is cut. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 64) : undefined
}

/** 64-bit values are in decimal text; `dynamic` is none. */
function countOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^\d{1,16}$/.test(text)) return undefined
  const count = Number(text)
  return Number.isSafeInteger(count) ? count : undefined
}
