import {
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import { INSTANCES, type SmallNode, UUID, withSpace } from '../../../helpers/trees/small-node.ts'
import {
  GONE,
  IDLE,
  littered,
  PART,
  ROOT,
  refusedEnd,
  released,
  runAsRoot,
} from './littered-node.ts'

const DELETED = `${INSTANCES}/${GONE}_del`
const DISK = `${DELETED}/disk`

/** Does something to a file, which has the times of before afterwards. */
function keepingTimes(path: string, change: (path: string) => void): void {
  const { atime, mtime } = statSync(path)
  change(path)
  utimesSync(path, atime, mtime)
}

/** What somebody does with a file between the scan and the script. */
const CHANGES: readonly (readonly [string, (path: string) => void])[] = [
  ['written', (path) => writeFileSync(path, 'y'.repeat(9000))],
  [
    'written, with the times of before',
    (path) => keepingTimes(path, (at) => writeFileSync(at, 'y')),
  ],
  ['cut, with the times of before', (path) => keepingTimes(path, (at) => truncateSync(at, 100))],
  [
    'touched, as Nova does with a base that it uses',
    (path) => utimesSync(path, new Date(), new Date()),
  ],
  [
    'replaced by one that is as long and as old',
    (path) => {
      const { size, atime, mtime } = statSync(path)
      writeFileSync(`${path}.new`, 'z'.repeat(size))
      utimesSync(`${path}.new`, atime, mtime)
      renameSync(`${path}.new`, path)
    },
  ],
  ['linked from elsewhere', (path) => linkSync(path, `${path}.other`)],
]

describe.each(['sh', 'bash'])('run by %s the script of the plan', (shell) => {
  const runOn = (node: SmallNode, script: string) => {
    const { status, stderr } = runAsRoot(script, node.root, { shell })
    return { status, stderr }
  }

  test('removes what has not changed since the scan', () => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'en'))
    expect(runOn(node, script)).toEqual({ status: 0, stderr: '' })
    for (const path of [PART, IDLE, DELETED]) expect(existsSync(node.path(path))).toBe(false)
  })

  test.each(CHANGES)('keeps a file that was %s, and goes on with the rest', (_, change) => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'en'))
    change(node.path(PART))
    const { status, stderr } = runOn(node, script)
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Changed since the scan.*, not removed; scan again:\n/)
    expect(stderr.split(/(?<=\n)/).slice(1)).toEqual([`  ${node.path(PART)}\n`, refusedEnd(1)])
    expect(existsSync(node.path(PART))).toBe(true)
    for (const path of [IDLE, DELETED]) expect(existsSync(node.path(path))).toBe(false)
  })

  test('is not done while it was refused anything, and says how much', () => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'en'))
    for (const path of [PART, DISK]) node.write(path, 'y')
    const { status, stdout, stderr } = runAsRoot(script, node.root, { shell })
    expect([status, stdout, stderr.endsWith(`\n${refusedEnd(2)}`)]).toEqual([1, '', true])
    const other = littered()
    const whole = released(cleanupScript(other.scan(), 'en'))
    expect(runAsRoot(whole, other.root, { shell })).toMatchObject({ status: 0, stdout: 'Done.\n' })
  })

  test.each(CHANGES)('keeps a folder in which a file was %s', (_, change) => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'en'))
    change(node.path(DISK))
    expect(runOn(node, script).stderr).toContain(`scan again:\n  ${node.path(DELETED)}\n`)
    expect([existsSync(node.path(DISK)), existsSync(node.path(IDLE))]).toEqual([true, false])
  })

  test('keeps a folder to which a file was added, however old', () => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'en'))
    node.write(`${DELETED}/deep/console.log`, 'x', 500)
    expect(runOn(node, script).stderr).toContain(`scan again:\n  ${node.path(DELETED)}\n`)
    expect(existsSync(node.path(DISK))).toBe(true)
  })

  test('removes a folder from which an earlier step, or somebody, removed something', () => {
    const node = littered()
    node.write(`${DELETED}/console.log`, 'x', 48)
    const script = released(cleanupScript(node.scan(), 'en'))
    rmSync(node.path(DISK))
    expect(runOn(node, script)).toEqual({ status: 0, stderr: '' })
    expect(existsSync(node.path(DELETED))).toBe(false)
  })

  /** The folder of a resize that waits, and of another instance of the same disk. */
  const RESIZE = `${INSTANCES}/${UUID}_resize`

  test.each<[string, (node: SmallNode) => void]>([
    [
      'another that took its place',
      (node) => {
        renameSync(node.path(DELETED), node.path('away'))
        renameSync(node.path(RESIZE), node.path(DELETED))
      },
    ],
    [
      'another that took its place, and from which something was removed then',
      (node) => {
        renameSync(node.path(DELETED), node.path('away'))
        renameSync(node.path(RESIZE), node.path(DELETED))
        rmSync(node.path(`${DELETED}/console.log`))
      },
    ],
    [
      'the same that was taken back and left again, as a resize that is reverted and begun anew',
      (node) => {
        renameSync(node.path(DELETED), node.path('back'))
        renameSync(node.path('back'), node.path(DELETED))
      },
    ],
  ])('keeps a folder that is %s, with files that nobody touched', (_, change) => {
    const node = littered()
    node.write(`${RESIZE}/console.log`, 'x', 8 * 24)
    const script = released(cleanupScript(node.scan(), 'en'))
    change(node)
    const { status, stderr } = runOn(node, script)
    expect(status).toBe(1)
    expect(stderr).toContain(`scan again:\n  ${node.path(DELETED)}\n`)
    expect([existsSync(node.path(DELETED)), existsSync(node.path(IDLE))]).toEqual([true, false])
  })
})

test('an inode is asked for below the folder that was scanned alone: a copy has others', () => {
  const node = littered()
  const script = released(cleanupScript(node.scan(), 'en'))
  const { ino } = statSync(node.path(DELETED))
  expect(script).toContain(`cowscope_unused ${ROOT}/${DELETED} ${ino} && rm -r`)
  const other = script.replace(`${DELETED} ${ino} `, `${DELETED} ${ino + 1} `)
  const linked = node.path('linked')
  symlinkSync(node.root, linked)
  const elsewhere = other.replace(/^ROOT=.*$/m, `ROOT=${linked}`)
  for (const [run, isThere] of [
    [other, true],
    [elsewhere, false],
  ] as const) {
    // The second time all the rest is gone, of which nobody can tell any more.
    expect(runAsRoot(run, node.root).status).toBe(1)
    expect(existsSync(node.path(DELETED))).toBe(isThere)
  }
})

test('nor where the numbers are made up, each time that somebody looks', () => {
  const node = littered()
  const scan = scanOfTree(
    withSpace(liveTree(node.root), { type: 'fuse.sshfs', blocksTrusted: false }),
  )
  const script = cleanupScript(scan, 'en')
  expect(script).toContain(`cowscope_unused ${ROOT}/${DELETED} && rm -r`)
})

test('what is newer than all that the scan saw has changed, by the clock of who keeps the files', () => {
  const node = littered()
  const { view, space } = node.scan()
  const newest = statSync(node.path(DELETED)).ctimeMs
  expect(view.newestMs).toBeGreaterThanOrEqual(newest)
  expect(view.newestMs).toBeLessThan(view.startedAtMs)
  // A server that is an hour behind: nothing is newer than what it says.
  const behind = { ...view, newestMs: view.startedAtMs - 3_600_000 }
  const time = (ms: number) => `*) cowscope_since='@${(ms / 1000).toFixed(3)}' ;;`
  expect(cleanupScript({ view: behind, space }, 'en')).toContain(time(behind.newestMs))
  const active = { ...view, newestMs: view.startedAtMs + 500 }
  expect(cleanupScript({ view: active, space }, 'en')).toContain(time(view.startedAtMs - 10))
})

test('what Glance left is newer than all instances of a host at rest, and has not changed for that', () => {
  const node = littered()
  const task = "var/lib/glance/tasks_work_dir/it's/disk"
  node.write(task, 'x', 48)
  const { view, space } = node.scan()
  const idle = { ...view, newestMs: view.startedAtMs - 3_600_000 }
  const script = released(cleanupScript({ view: idle, space }, 'en'))
  expect(runAsRoot(script, node.root).status).toBe(1)
  expect(existsSync(node.path(task))).toBe(false)
  expect(existsSync(node.path(DELETED))).toBe(true)
})

test('nor what lies in a folder that was opened by itself', () => {
  const node = littered()
  const { view, space } = node.scan()
  const alone = { ...view, newestBeside: [{ path: '', atMs: 1000 }] }
  const script = cleanupScript({ view: alone, space }, 'en')
  expect(script).toContain(`    "$ROOT"/*) cowscope_since='@1.000' ;;`)
})

test('nor is what Glance wrote to since', () => {
  const node = littered()
  const task = 'var/lib/glance/tasks_work_dir/disk'
  node.write(task, 'x', 48)
  const script = released(cleanupScript(node.scan(), 'en'))
  node.write(task, 'y', 48)
  expect(runAsRoot(script, node.root).status).toBe(1)
  expect(existsSync(node.path(task))).toBe(true)
})

describe('two steps that remove links of one file', () => {
  const other = `${INSTANCES}/dddddddd-0000-4000-8000-000000000004_del`

  /** Deletions that left one disk by two names. */
  function linked(): SmallNode {
    const node = littered()
    node.write(`${other}/console.log`, 'x', 48)
    linkSync(node.path(DISK), node.path(`${other}/disk`))
    return node
  }

  test('are both done in one run: that a link went changes only a time of the other', () => {
    const node = linked()
    const script = released(cleanupScript(node.scan(), 'en'))
    expect(runAsRoot(script, node.root)).toMatchObject({ status: 0, stderr: '' })
    expect([DELETED, other].filter((path) => existsSync(node.path(path)))).toEqual([])
  })

  // Each was sought in the text of all, which did not come to its end.
  test('are done where they are trees of thousands of links', () => {
    const node = linked()
    const [one, two] = [`${DELETED}/tree`, `${other}/tree`]
    for (const tree of [one, two]) mkdirSync(node.path(tree))
    for (let at = 0; at < 5000; at += 1) {
      node.write(`${one}/${at}`, '', 48)
      linkSync(node.path(`${one}/${at}`), node.path(`${two}/${at}`))
    }
    const script = released(cleanupScript(node.scan(), 'en'))
    expect(runAsRoot(script, node.root)).toMatchObject({ status: 0, stderr: '' })
    expect([DELETED, other].filter((path) => existsSync(node.path(path)))).toEqual([])
  })

  test.each([
    ['writes into it', (path: string) => `printf y >> ${path}`],
    // As libvirt does when a domain starts and stops.
    ['gives it to another', (path: string) => `sleep 0.1 && chmod 600 ${path}`],
    [
      'puts another of its times in its place',
      (path: string) => `cp -p ${path} ${path}.new && mv ${path}.new ${path}`,
    ],
  ])('are not both done where somebody %s between the two', (_, change) => {
    const node = linked()
    const script = released(cleanupScript(node.scan(), 'en'))
    const lines = script.split('\n')
    const [first = 0, second = 0] = lines.flatMap((line, at) =>
      /^cowscope_unused .*_del/.test(line) ? [at] : [],
    )
    const stays = [DELETED, other].find((path) => lines[second]?.includes(path)) ?? ''
    lines.splice(first + 1, 0, change(`"$ROOT"/${stays}/disk`))
    const ran = runAsRoot(lines.join('\n'), node.root)
    expect(ran).toMatchObject({ status: 1, stderr: expect.stringContaining('Changed since') })
    expect(existsSync(node.path(`${stays}/disk`))).toBe(true)
  })
})
