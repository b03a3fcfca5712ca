/** The sixteen bytes of a GUID that is all zeros, in the text of `guidText`. */
export const NIL_GUID = '00000000-0000-0000-0000-000000000000'

/**
 * A GUID as people write it, from the sixteen bytes that Microsoft's formats store: the first three
 * groups are little-endian (GPT, VHDX, VDI).
 */
export function guidText(bytes: Uint8Array): string {
  const groups = [
    [3, 2, 1, 0],
    [5, 4],
    [7, 6],
    [8, 9],
    [10, 11, 12, 13, 14, 15],
  ]
  return groups.map((group) => group.map((index) => hex(bytes[index])).join('')).join('-')
}

/** A UUID whose bytes are stored in the order in which they are written (VHD). */
export function uuidText(bytes: Uint8Array): string {
  const text = Array.from(bytes.subarray(0, 16), hex).join('')
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts
    .slice(1)
    .map((end, index) => text.slice(cuts[index], end))
    .join('-')
}

function hex(byte = 0): string {
  return byte.toString(16).padStart(2, '0')
}
