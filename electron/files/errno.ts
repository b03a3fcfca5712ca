/** What the system calls an error, e.g. `ENOENT`; undefined for what is none of the system's, or of Node's. */
export function errnoOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
