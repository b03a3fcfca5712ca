import { contentIdOf, quotedValueOf } from './descriptor-keys.ts'
import type { VmdkDescriptor, VmdkExtent } from './types.ts'

/** Bytes of a descriptor that are read; qemu's bound is 1 MiB, real ones take a few hundred. */
export const MAX_DESCRIPTOR_SIZE = 1024 * 1024 - 1
const MAX_EXTENTS = 65_536
const MAX_DATABASE_KEYS = 256

/** Fifteen digits of sectors are more than any number of bytes that is exact. */
const EXTENT =
  /^\s*(RW|RDONLY|NOACCESS)\s+(\d{1,15})\s+([A-Z0-9]{1,32})(?:\s+"([^"]*)"(?:\s+(\d{1,15}))?)?/
const KEY = /^[A-Za-z][\w.-]{0,63}$/

/**
 * Reads a text descriptor (Virtual Disk Format, The Descriptor File): extent lines, the keys that qemu
 * looks for, and the disk database's `key=value` lines. What is none of these is passed over.
 */
export function parseDescriptor(text: string): VmdkDescriptor {
  const keys = new Map<string, string>()
  const extents: VmdkExtent[] = []
  let dropped = 0
  for (const line of text.split(/\r?\n/)) {
    const extent = EXTENT.exec(line)
    if (extent === null) setPair(keys, line)
    else if (extents.length < MAX_EXTENTS) extents.push(toExtent(extent))
    else dropped += 1
  }
  return {
    ...identity(text),
    extents,
    ...(dropped > 0 && { extentsDropped: dropped }),
    ...databaseOf(keys),
  }
}

function identity(text: string): Omit<VmdkDescriptor, 'extents'> {
  const { value: cid } = contentIdOf(text, 'CID')
  const { value: parentCid } = contentIdOf(text, 'parentCID')
  const { value: createType } = quotedValueOf(text, 'createType')
  const { value: parentFileNameHint } = quotedValueOf(text, 'parentFileNameHint')
  return {
    ...(cid !== undefined && { cid }),
    ...(parentCid !== undefined && { parentCid }),
    ...(createType !== undefined && { createType }),
    ...(parentFileNameHint !== undefined && { parentFileNameHint }),
  }
}

/** By hand: a pattern with a blank on either side of a value takes its time over a long line of them. */
function setPair(keys: Map<string, string>, line: string): void {
  const equals = line.indexOf('=')
  if (equals < 0) return
  const key = line.slice(0, equals).trim()
  const value = line.slice(equals + 1).trim()
  const from = value.startsWith('"') ? 1 : 0
  const to = value.endsWith('"') && value.length > from ? value.length - 1 : value.length
  const bare = value.slice(from, to)
  if (KEY.test(key) && !bare.includes('"')) keys.set(key, bare)
}

function databaseOf(keys: ReadonlyMap<string, string>): Pick<VmdkDescriptor, 'database'> {
  const facts = [...keys].filter(([key]) => key.startsWith('ddb.')).slice(0, MAX_DATABASE_KEYS)
  return facts.length === 0 ? {} : { database: Object.fromEntries(facts) }
}

function toExtent([
  ,
  access = '',
  sectors = '0',
  type = '',
  name,
  offset,
]: RegExpExecArray): VmdkExtent {
  return {
    access,
    sectors: Number(sectors),
    type,
    ...(name !== undefined && { name }),
    ...(offset !== undefined && { offset: Number(offset) }),
  }
}

/**
 * Whether the bytes begin like a descriptor as qemu recognises it (`vmdk_probe`): comments and lines
 * of blanks, then `version=` 1, 2 or 3. A line without even a blank ends its search.
 */
export function isDescriptor(text: string): boolean {
  for (const line of text.split('\n')) {
    if (/^#/.test(line) || /^ +\r?$/.test(line)) continue
    return /^version=[123]\r?$/.test(line)
  }
  return false
}
