import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { cleanupSteps, type PlanSource } from '../../../../shared/analysis/cleanup/plan.ts'
import { baseNameOf } from '../../../../shared/files/paths.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { planRows } from '../../../../shared/report/cleanup/plan-answers.ts'
import { planStep } from '../../../../shared/report/cleanup/plan-step.ts'
import { BASE, DISK, DOMAIN, INSTANCES, type SmallNode } from '../../../helpers/trees/small-node.ts'
import { sourceTogether } from '../../cli/scan/scan-together.ts'
import {
  all,
  GONE,
  IDLE,
  LOST,
  littered,
  PART,
  refusedEnd,
  released,
  runAsRoot,
} from './littered-node.ts'

/** Host `a`, on whose instances_path `b` is too, by a link; both are opened, and listed there. */
async function shared(listed = ['a', 'b']): Promise<{ node: SmallNode; scan: PlanSource }> {
  const node = littered()
  // Its image would be told by Nova's database alone, and might be that of the base.
  rmSync(node.path(`${INSTANCES}/${LOST}`), { recursive: true })
  const other = mkdtempSync(join(all, 'other-'))
  node.write('etc/nova/nova.conf', '[DEFAULT]\nhost = a\n')
  list(node.path(INSTANCES), listed)
  mkdirSync(join(other, 'etc/nova'), { recursive: true })
  mkdirSync(join(other, 'etc/libvirt/qemu'), { recursive: true })
  mkdirSync(join(other, 'var/lib/nova'), { recursive: true })
  writeFileSync(join(other, 'etc/nova/nova.conf'), '[DEFAULT]\nhost = b\n')
  symlinkSync(
    join('../../../..', node.path(INSTANCES).slice(all.length + 1)),
    join(other, INSTANCES),
  )
  copied(node)
  return { node, scan: await sourceTogether([node.root, other]) }
}

/** Another storage that is as old as this one, and which other hosts have. */
function copied(node: SmallNode): void {
  const other = `${node.root}-other`
  cpSync(node.path(INSTANCES), other, { recursive: true, preserveTimestamps: true })
  list(other, ['a', 'x'])
}

function list(folder: string, hosts: readonly string[]): void {
  const seen = hosts.map((host) => [host, Date.now() / 1000])
  writeFileSync(join(folder, 'compute_nodes'), JSON.stringify(Object.fromEntries(seen)))
}

const DELETED = `${INSTANCES}/${GONE}_del`
const LOOKED = { COWSCOPE_LOOKED_ON: 'b a' }

let node: SmallNode
let scan: PlanSource
beforeEach(async () => {
  ;({ node, scan } = await shared())
})

/** As on a host that has the storage, and none of what else was opened. */
function runOn(
  env: Readonly<Record<string, string>>,
  options = {},
  script = cleanupScript(scan, 'en'),
) {
  const given = { COWSCOPE_INSTANCES_PATH: node.path(INSTANCES), ...env }
  const exported = Object.entries(given).map(([name, value]) => `export ${name}='${value}'`)
  const moved = released(script).replace(/^ROOT=.*$/m, 'ROOT=/nowhere')
  return runAsRoot(moved, '/', { ...options, before: exported.join(';') })
}

const left = (...paths: readonly string[]) => paths.map((path) => existsSync(node.path(path)))

describe('of storage that several opened hosts share the script of the plan', () => {
  test('only looks where it is told to: it says what is open on this host, and removes nothing', () => {
    const open = runOn({ COWSCOPE_PLAN: 'look' }, { open: node.path(PART) })
    expect([open.status, open.stderr]).toEqual([
      1,
      `In use, not removed:\n  ${node.path(PART)}\nDo not name this machine in COWSCOPE_LOOKED_ON. What is open on it, or could not be told of, for the reasons above: 1\n`,
    ])
    expect(open.stdout).toContain(`Not open on this machine:\n  ${node.path(IDLE)}\n`)
    expect(open.stdout).not.toContain('its name may go')
    const free = runOn({ COWSCOPE_PLAN: 'look' })
    expect([free.status, free.stderr]).toEqual([0, ''])
    expect(free.stdout).toMatch(/its name may go into COWSCOPE_LOOKED_ON.*\n$/)
    expect(left(PART, IDLE, DELETED)).toEqual([true, true, true])
  })

  test.each([
    ['nothing', ''],
    ['one of them', 'a'],
    ['longer names', 'a2 b2 xa'],
  ])('removes nothing where %s is said of the hosts', (_, lookedOn) => {
    const { status, stderr } = runOn({ COWSCOPE_LOOKED_ON: lookedOn })
    const count = cleanupSteps(scan).length
    expect([status, left(PART, IDLE, DELETED)]).toEqual([1, [true, true, true]])
    expect(stderr.match(/does not say that this host was looked on:\n {2}[ab]\n/g)).toHaveLength(
      count,
    )
    expect(stderr.endsWith(refusedEnd(count))).toBe(true)
  })

  test('removes what it lists once each host is said to have been looked on, but what is open here', () => {
    const { status, stderr } = runOn(LOOKED, { open: node.path(PART) })
    expect([status, left(PART, IDLE, DELETED)]).toEqual([1, [true, false, false]])
    expect(stderr).toBe(`In use, not removed:\n  ${node.path(PART)}\n${refusedEnd(1)}`)
    expect(left(DISK, BASE, DOMAIN)).toEqual([true, true, true])
  })

  test.each([
    ['looks at', { COWSCOPE_PLAN: 'look' }],
    ['removes', LOOKED],
  ])('%s nothing of another storage, whatever lies there', (_, env) => {
    const other = `${node.root}-other`
    const { status, stderr } = runOn({ ...env, COWSCOPE_INSTANCES_PATH: other })
    const count = cleanupSteps(scan).length
    expect(status).toBe(1)
    expect(stderr.match(/this is not the storage that was scanned/g)).toHaveLength(count)
    expect(existsSync(join(other, `_base/${baseNameOf(IDLE)}`))).toBe(true)
  })

  test('has nothing that ShellCheck finds fault with, also where each command was let go', () => {
    for (const text of [cleanupScript(scan, 'en'), released(cleanupScript(scan, 'zh-CN'))]) {
      const { stdout } = spawnSync('shellcheck', ['-s', 'sh', '-'], {
        input: text,
        encoding: 'utf8',
      })
      expect(stdout).toBe('')
    }
  })
})

test.each(['en', 'zh-CN'] as const)(
  'the checklist has the looks of each step before its commands, which do nothing without them, in %s',
  (language) => {
    const plan = cleanupMarkdown(scan, language)
    const [, prepared = ''] = /^```sh\n([\s\S]*?)^```$/m.exec(plan) ?? []
    const of = (path: string) =>
      plan.split('\n- [ ] ').find((step) => step.startsWith(`\`${path}`)) ?? ''
    const [look = '', remove = ''] = of(path(IDLE)).match(/(?<=^ {4})cowscope_shared_by .*/gm) ?? []
    expect([look, remove]).toEqual([
      expect.stringContaining('cowscope_look '),
      expect.stringContaining('&& rm -- '),
    ])
    const before = runAsRoot(`${prepared}${remove}`, '/')
    expect([before.status, left(IDLE)]).toEqual([1, [true]])
    const looked = runAsRoot(`${prepared}${look}`, '/')
    expect([looked.status, looked.stdout]).toEqual([0, expect.stringContaining(node.path(IDLE))])
    const after = runAsRoot(`${prepared}COWSCOPE_LOOKED_ON='a b'\n${remove}`, '/')
    expect([after.status, after.stderr, left(IDLE)]).toEqual([0, '', [false]])
  },
)

test('the window has the looks too, and says that they come first', () => {
  const row = planRows(scan, 0, 100).find(
    ({ at }) => scan.view.findings[at]?.subject.path === path(IDLE),
  )
  expect(row?.gate).toBe('look')
  const step = planStep(scan, row?.at ?? -1)
  expect(step?.lookOn?.hosts).toEqual(['a', 'b'])
  expect(step?.look).toEqual([expect.stringContaining('cowscope_look ')])
  expect(step?.remove).toEqual([expect.stringContaining(' && cowscope_looked a b && rm -- ')])
})

test('there is no command where a host is listed that was not opened', async () => {
  const { scan } = await shared(['a', 'b', 'c'])
  const script = cleanupScript(scan, 'en')
  expect(script).not.toMatch(/\brm |COWSCOPE_PLAN" != look/)
  expect(script).toContain('it may be of another host that uses this storage (c)')
})

/** In the tree that both hosts are in. */
function path(inNode: string): string {
  return `${node.root.slice(scan.view.rootPath.length + 1)}/${inNode}`
}
