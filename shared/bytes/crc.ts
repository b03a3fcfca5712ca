/** CRC-32 of IEEE 802.3, as GPT has it. */
export const crc32 = crcOf(0xedb88320)
/** CRC-32C (Castagnoli), as VHDX has it. */
export const crc32c = crcOf(0x82f63b78)

/** The checksum with a reflected polynomial; `skip` bytes at `skipAt` count as zeros. */
type Crc = (bytes: Uint8Array, skipAt?: number, skip?: number) => number

function crcOf(polynomial: number): Crc {
  // Made when it is asked for: most files that are looked at have no such checksum.
  let table: Uint32Array | undefined
  return (bytes, skipAt = bytes.length, skip = 0) => {
    table ??= Uint32Array.from({ length: 256 }, (_, index) => entry(index, polynomial))
    const before = update(table, 0xffffffff, bytes.subarray(0, skipAt))
    const within = update(table, before, new Uint8Array(skip))
    return ~update(table, within, bytes.subarray(skipAt + skip)) >>> 0
  }
}

function update(table: Uint32Array, start: number, bytes: Uint8Array): number {
  let crc = start
  for (let at = 0; at < bytes.length; at += 1) {
    crc = (table[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8)
  }
  return crc
}

function entry(index: number, polynomial: number): number {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1) === 1 ? (value >>> 1) ^ polynomial : value >>> 1
  }
  return value >>> 0
}
