import { constants } from 'node:os'

/** What the system calls an error, e.g. `ENOENT`; undefined for what is none of the system's, or of Node's. */
export function errnoOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code !== 'string') return undefined
  const unnamed = UNNAMED.exec(code)?.[1]
  return unnamed === undefined ? code : nameOf(Number(unnamed))
}

/** What Node has of an error for which libuv has no name, as ESTALE of an NFS share that was exported anew. */
const UNNAMED = /^Unknown system error -(\d+)$/

/** Linux's errors of files that Node has no name for either, as errno(3) has them. */
const OF_LINUX: ReadonlyMap<number, string> = new Map([
  [117, 'EUCLEAN'],
  [123, 'ENOMEDIUM'],
  [124, 'EMEDIUMTYPE'],
  [126, 'ENOKEY'],
  [127, 'EKEYEXPIRED'],
  [128, 'EKEYREVOKED'],
  [129, 'EKEYREJECTED'],
  [133, 'EHWPOISON'],
])

function nameOf(number: number): string {
  const known = Object.entries(constants.errno).find(([, value]) => value === number)?.[0]
  return known ?? OF_LINUX.get(number) ?? `E${number}`
}
