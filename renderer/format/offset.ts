/** An offset as tools for bytes show it: `0x50000`. */
export function formatOffset(value: number | bigint): string {
  return `0x${value.toString(16)}`
}

/** An offset in both ways that tools write it: `0x50000 (327680)`. */
export function formatOffsetExact(value: number | bigint): string {
  return value < 10 ? String(value) : `${formatOffset(value)} (${value})`
}
