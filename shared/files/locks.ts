/** What is locked: `st_dev` and `st_ino` of stat(2). */
export interface LockedFile {
  readonly dev: bigint
  readonly ino: bigint
}

/**
 * Whether a program holds a lock on one byte of a file, by the text of `/proc/locks`
 * (proc_locks(5)): `1: OFDLCK ADVISORY READ -1 fe:00:3149288 100 101`. One that only waits holds none.
 */
export function isLocked(text: string, file: LockedFile, byte: number): boolean {
  const key = keyOf(file)
  return text.split('\n').some((line) => {
    const [, kind, , , , where, first, last] = line.trim().split(/\s+/)
    if (kind === '->' || where !== key) return false
    return Number(first) <= byte && (last === 'EOF' || byte <= Number(last))
  })
}

/** Numbers of the device as the kernel prints them, which stat(2) packs into one (gnu_dev_major(3)). */
function keyOf({ dev, ino }: LockedFile): string {
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & 0xfffff000n)
  const minor = (dev & 0xffn) | ((dev >> 12n) & 0xffffff00n)
  return `${hex(major)}:${hex(minor)}:${ino}`
}

function hex(number: bigint): string {
  return number.toString(16).padStart(2, '0')
}
