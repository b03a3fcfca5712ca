/** An offset in a file as tools for bytes show it, and qemu-img's map and check: `0x50000`. */
export function formatOffset(value: number | bigint): string {
  return `0x${value.toString(16)}`
}
