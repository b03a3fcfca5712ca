/**
 * What stands before the first `:` of a name, if no `/` does: qemu takes it for a protocol (block.c,
 * `path_has_protocol`).
 */
export function protocolOf(name: string): string | undefined {
  const end = name.search(/[:/]/)
  return end < 0 || name[end] === '/' ? undefined : name.slice(0, end)
}
