import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** System calls that look at a path or open it, and all that change what a path or a file holds. */
const TRACED = [
  ...[
    'open',
    'openat',
    'openat2',
    'creat',
    'readlink',
    'readlinkat',
    'getdents64',
    'read',
    'pread64',
  ],
  ...['unlink', 'unlinkat', 'rename', 'renameat', 'renameat2', 'mkdir', 'mkdirat', 'rmdir'],
  ...['mknod', 'mknodat', 'link', 'linkat', 'symlink', 'symlinkat', 'truncate', 'ftruncate'],
  ...['chmod', 'fchmod', 'fchmodat', 'chown', 'fchown', 'lchown', 'fchownat'],
  ...['utime', 'utimes', 'utimensat', 'futimesat', 'fallocate', 'copy_file_range', 'sendfile'],
  ...['setxattr', 'lsetxattr', 'fsetxattr', 'removexattr', 'lremovexattr', 'fremovexattr'],
  ...['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'mmap', 'ioctl', 'flock', 'fcntl'],
]

/** Calls that leave a file as it is, given how they are used here. */
const HARMLESS = new Set(['readlink', 'readlinkat', 'getdents64', 'read', 'pread64'])

export interface TracedRun {
  readonly status: number | null
  readonly stdout: string
  /** One a line, with the paths of file descriptors spelled out. */
  readonly calls: readonly string[]
}

/** Calls that only look: traced where a test wants to know that not even that is done. */
export const LOOKS = ['stat', 'lstat', 'statx', 'newfstatat', 'access', 'faccessat2', 'statfs']

/** Runs a program of Node's under strace. An strace that cannot trace is an error, never a pass. */
export function straceNode(args: readonly string[], more: readonly string[] = []): TracedRun {
  const output = join(tmpdir(), `cowscope-strace-${process.pid}-${Date.now()}`)
  const traced = [...TRACED, ...more].map((name) => `?${name}`).join(',')
  const child = spawnSync(
    'strace',
    ['-f', '-y', '-s', '4096', '-e', `trace=${traced}`, '-o', output, process.execPath, ...args],
    // io_uring would let files be opened without a system call that strace sees.
    { encoding: 'utf8', env: { ...process.env, UV_USE_IO_URING: '0' }, maxBuffer: 2 ** 28 },
  )
  if (child.error) throw child.error
  const calls = readFileSync(output, 'latin1').split('\n')
  rmSync(output)
  return { status: child.status, stdout: child.stdout, calls }
}

/** Runs a program of Node's where each of these calls, on `path` if one is named, fails as on a mount that went away. */
export function runFailing(
  call: string,
  errno: string,
  path: string | undefined,
  args: readonly string[],
) {
  const only = path === undefined ? [] : ['-P', path]
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:error=${errno}`]
  const traced = ['-f', ...only, ...inject, '-o', '/dev/null']
  const child = spawnSync('strace', [...traced, process.execPath, ...args], {
    encoding: 'utf8',
    env: { ...process.env, UV_USE_IO_URING: '0' },
  })
  if (child.error) throw child.error
  const { status, stdout, stderr } = child
  return { status, stdout, stderr }
}

/** The calls that name a path under `root`, as an argument or behind a file descriptor. */
export function callsUnder(calls: readonly string[], root: string): readonly string[] {
  // What a call writes may have a quoted path in it too; there the quote is escaped.
  const argument = new RegExp(`(?<!\\\\)"${escapeRegExp(root)}|<${escapeRegExp(root)}`)
  return calls.filter((call) => argument.test(call))
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

/** Of calls, those that could change a file, create or remove one, or lock it. */
export function changes(calls: readonly string[]): readonly string[] {
  return calls.filter((call) => {
    const name = /^(?:\d+ +)?(?:<\.\.\. )?(\w+)/.exec(call)?.[1] ?? ''
    if (HARMLESS.has(name)) return false
    if (name === 'open' || name === 'openat')
      return !/\bO_RDONLY\b/.test(call) || WRITING.test(call)
    if (name === 'mmap') return /MAP_SHARED/.test(call) && /PROT_WRITE/.test(call)
    if (name === 'fcntl') return /F_SETLK|F_OFD_SETLK|F_SETLEASE/.test(call)
    return name !== 'ioctl' || !/FIOCLEX|FIONBIO|TCGETS/.test(call)
  })
}

const WRITING = /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE/
