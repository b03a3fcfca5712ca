import type { VmdkDescriptor, VmdkExtent } from './types.ts'

/** Bytes of a descriptor that are read; qemu's bound is 1 MiB, real ones take a few hundred. */
export const MAX_DESCRIPTOR_SIZE = 1024 * 1024 - 1
const MAX_EXTENTS = 65_536

const EXTENT = /^(RW|RDONLY|NOACCESS)\s+(\d+)\s+([A-Z0-9]+)(?:\s+"([^"]*)"(?:\s+(\d+))?)?/

/**
 * Reads a text descriptor (Virtual Disk Format, The Descriptor File): `key=value` lines and extent
 * lines. What is neither is passed over.
 */
export function parseDescriptor(text: string): VmdkDescriptor {
  const keys = new Map<string, string>()
  const extents: VmdkExtent[] = []
  for (const line of text.split(/\r?\n/)) {
    const extent = EXTENT.exec(line)
    if (extent !== null) {
      if (extents.length < MAX_EXTENTS) extents.push(toExtent(extent))
      continue
    }
    const pair = /^\s*([A-Za-z.]+)\s*=\s*"?([^"]*)"?\s*$/.exec(line)
    if (pair?.[1] !== undefined && pair[2] !== undefined) keys.set(pair[1], pair[2])
  }
  const cid = contentId(keys.get('CID'))
  const parentCid = contentId(keys.get('parentCID'))
  const createType = keys.get('createType')
  const parentFileNameHint = keys.get('parentFileNameHint')
  return {
    extents,
    ...(cid !== undefined && { cid }),
    ...(parentCid !== undefined && { parentCid }),
    ...(createType !== undefined && { createType }),
    ...(parentFileNameHint !== undefined && { parentFileNameHint }),
  }
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

function contentId(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9a-fA-F]{1,8}$/.test(text)
    ? Number.parseInt(text, 16)
    : undefined
}

/**
 * Whether the bytes begin like a descriptor as qemu recognises it: comments and blank lines, then
 * `version=` 1, 2 or 3.
 */
export function isDescriptor(text: string): boolean {
  for (const line of text.split('\n')) {
    if (/^#/.test(line) || /^ *\r?$/.test(line)) continue
    return /^version=[123]\r?$/.test(line)
  }
  return false
}
