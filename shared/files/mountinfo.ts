import { mountSourceWithoutSecrets } from '../secrets/mount-source.ts'

/** One mount, as proc_pid_mountinfo(5) gives it. */
export interface Mount {
  readonly mountPoint: string
  /** `major:minor` of the file system, the same wherever it is mounted. */
  readonly device: string
  /** The folder or file of that file system that is seen here: `/`, or what a bind mount or subvolume shows. */
  readonly root: string
  readonly type: string
  /** What is mounted, without accounts that a URL may name. */
  readonly source: string
  readonly readOnly: boolean
}

/** Parses `/proc/self/mountinfo`. Lines that do not have its shape are left out. */
export function parseMountInfo(text: string): readonly Mount[] {
  const mounts: Mount[] = []
  for (const line of text.split('\n')) {
    const mount = parseLine(line)
    if (mount) mounts.push(mount)
  }
  return mounts
}

/** The mount that `path`, absolute, lies on: the longest mount point, and the latest of equal ones. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  let found: Mount | undefined
  for (const mount of mounts) {
    if (!liesOn(path, mount.mountPoint)) continue
    if (!found || mount.mountPoint.length >= found.mountPoint.length) found = mount
  }
  return found
}

function liesOn(path: string, mountPoint: string): boolean {
  if (mountPoint === '/' || path === mountPoint) return true
  return path.startsWith(`${mountPoint}/`)
}

// Fields: id, parent, major:minor, root, mount point, options, optional fields up to `-`, then
// type, source and the options of the file system itself.
function parseLine(line: string): Mount | undefined {
  const fields = line.split(' ')
  const dash = fields.indexOf('-', 6)
  const [device, root, mountPoint] = fields.slice(2, 5)
  const options = fields[5]
  const type = fields[dash + 1]
  const source = fields[dash + 2]
  if (dash < 0 || !device || !root || !mountPoint || !options || !type || source === undefined)
    return undefined
  const superOptions = fields[dash + 3] ?? ''
  return {
    mountPoint: unescapeOctal(mountPoint),
    device,
    root: unescapeOctal(root),
    type: unescapeOctal(type),
    source: mountSourceWithoutSecrets(unescapeOctal(source)),
    readOnly: [options, superOptions].some((list) => list.split(',').includes('ro')),
  }
}

// Space, tab, newline, backslash and # are written as a backslash and three octal digits.
function unescapeOctal(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  )
}
