import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { BASE, DISK, DOMAIN, FOLDER, INSTANCES } from '../../../helpers/trees/small-node.ts'
import {
  GONE,
  IDLE,
  littered,
  PART,
  refusedEnd,
  released,
  reviewed,
  run,
  runAsRoot,
} from './littered-node.ts'

describe('the checklist of the plan', () => {
  test('has commands that remove only what nobody has open, and nothing by themselves', () => {
    const node = littered()
    const plan = cleanupMarkdown(node.scan(), 'en')
    const [, prepared = ''] = /^```sh\n([\s\S]*?)^```$/m.exec(plan) ?? []
    // Whoever reviews it reads the steps first.
    expect(plan.indexOf(prepared)).toBeGreaterThan(plan.lastIndexOf('- [ ] '))
    const commands = plan.match(/(?<=^ {4})cowscope_unused .*/gm) ?? []
    // One moves a folder aside, and another removes it there.
    expect(commands).toHaveLength(8)
    const alone = runAsRoot(`ROOT=$PWD\n${commands.join('\n')}`, node.root)
    expect([alone.status, existsSync(node.path(IDLE))]).toEqual([127, true])
    const script = `${prepared}${commands.join('\n')}\ntrue`
    const { status, stderr } = runAsRoot(script, node.root, { open: node.path(PART) })
    expect([status, stderr]).toEqual([0, `In use, not removed:\n  ${node.path(PART)}\n`])
    expect([PART, IDLE].map((path) => existsSync(node.path(path)))).toEqual([true, false])
  })
})

describe('the script of the plan', () => {
  test('has nothing that ShellCheck finds fault with, also where each command was let go', () => {
    const script = cleanupScript(littered().scan(), 'en')
    for (const text of [script, released(script)]) {
      const { stdout } = spawnSync('shellcheck', ['-s', 'sh', '-'], {
        input: text,
        encoding: 'utf8',
      })
      expect(stdout).toBe('')
    }
    // That it looks at all.
    const { status } = spawnSync('shellcheck', ['-s', 'sh', '-'], { input: 'rm $1/*' })
    expect(status).toBe(1)
  })

  test('does nothing when it is piped into a shell, not even when it was called reviewed', () => {
    const node = littered()
    const script = cleanupScript(node.scan(), 'en')
    const before = execFileSync('find', ['.'], { cwd: node.root, encoding: 'utf8' })
    expect(run(script, node.root)).toMatchObject({ status: 1, stdout: '' })
    expect(runAsRoot(script, node.root)).toMatchObject({ status: 0, stderr: '' })
    expect(execFileSync('find', ['.'], { cwd: node.root, encoding: 'utf8' })).toBe(before)
  })

  test('removes exactly what it lists once each command is let go', () => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'zh-CN'))
    expect(runAsRoot(script, node.root)).toMatchObject({ status: 0, stderr: '' })
    for (const path of [PART, IDLE, `${INSTANCES}/${GONE}_del`, `${FOLDER}/disk.rescue`]) {
      expect(existsSync(node.path(path))).toBe(false)
    }
    for (const path of [DISK, BASE, DOMAIN]) expect(existsSync(node.path(path))).toBe(true)
    expect(cleanupSteps(node.scan())).toEqual([])
  })

  test.each([
    ['a file', PART],
    ['what lies in a folder', `${INSTANCES}/${GONE}_del/deep/disk`],
  ])('keeps %s that somebody has open, and goes on with the rest', (_, path) => {
    const node = littered()
    node.write(path, 'x', 48)
    const script = released(cleanupScript(node.scan(), 'en'))
    const { status, stderr } = runAsRoot(script, node.root, { open: node.path(path) })
    expect([status, existsSync(node.path(path)), existsSync(node.path(IDLE))]).toEqual([
      1,
      true,
      false,
    ])
    const step = path === PART ? PART : `${INSTANCES}/${GONE}_del`
    expect(stderr).toBe(`In use, not removed:\n  ${node.path(step)}\n${refusedEnd(1)}`)
  })

  test.each([
    ['node'],
    // All that the kernel writes as numbers in its table of mounts.
    ['a\nb\tc\\d e'],
  ])(
    'keeps a folder in which one in use is mounted from the same file system, below %j',
    (name) => {
      const node = littered(name)
      const gone = `${INSTANCES}/${GONE}_del`
      mkdirSync(node.path(`${gone}/root fs`))
      node.ageFolder(gone, 48)
      const script = released(cleanupScript(node.scan(), 'en'))
      const before = `mount --bind '${node.path(FOLDER)}' '${node.path(`${gone}/root fs`)}'`
      const { status, stderr } = runAsRoot(script, node.root, { before })
      const path = node.path(gone).replace(/[\n\t]/g, '?')
      const said = `Something is mounted there or in it, not removed; unmount it first:\n  ${path}\n`
      expect([status, stderr]).toEqual([1, said + refusedEnd(1)])
      for (const path of [DISK, `${gone}/disk`]) expect(existsSync(node.path(path))).toBe(true)
      expect(existsSync(node.path(IDLE))).toBe(false)
    },
  )

  test.each([
    // As mawk ends, and a shell that finds none.
    ['fails', 2],
    ['is not there', 127],
    // As busybox ends where it cannot read.
    ['is another', 1],
  ])('keeps each folder where awk %s, and does not call anything mounted', (_, code) => {
    const node = littered()
    node.write('bin/awk', `#!/bin/sh\nexit ${code}\n`)
    chmodSync(node.path('bin/awk'), 0o755)
    const script = released(cleanupScript(node.scan(), 'en'))
    const ran = runAsRoot(script, node.root, { before: 'export PATH=$PWD/bin:$PATH' })
    const gone = node.path(`${INSTANCES}/${GONE}_del`)
    expect(ran.stderr).toContain(
      `Whether it is in use could not be told, not removed:\n  ${gone}\n`,
    )
    expect(ran.stderr).not.toContain('mounted')
    expect([ran.status, existsSync(gone)]).toEqual([1, true])
  })

  test('does not end well where rm could not remove', () => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'en'))
    const cache = node.path(`${INSTANCES}/_base`)
    const before = `mount --bind '${cache}' '${cache}' && mount -o remount,ro,bind '${cache}'`
    const { status, stdout, stderr } = runAsRoot(script, node.root, { before })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr.match(/Read-only file system/g)).toHaveLength(2)
    expect(stderr).toContain(refusedEnd(2))
    for (const path of [PART, IDLE]) expect(existsSync(node.path(path))).toBe(true)
    expect(existsSync(node.path(`${INSTANCES}/${GONE}_del`))).toBe(false)
  })

  test('says of what is not there any more that it is not', () => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'en'))
    rmSync(node.path(PART))
    const { status, stderr } = runAsRoot(script, node.root)
    const said = `Not there, so that nothing of it was removed:\n  ${node.path(PART)}\n`
    expect([status, stderr]).toEqual([1, said + refusedEnd(1)])
  })

  test.each(['fuser', 'find'])(
    'keeps what %s cannot tell of, and says so with what that says',
    (program) => {
      const node = littered()
      const real = execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()
      const fails = `case "$*" in *.part*) echo 'no answer' >&2; exit 2 ;; esac`
      node.write(`bin/${program}`, `#!/bin/sh\n${fails}\nexec ${real} "$@"\n`)
      chmodSync(node.path(`bin/${program}`), 0o755)
      const script = released(cleanupScript(node.scan(), 'en'))
      const ran = runAsRoot(script, node.root, { before: 'export PATH=$PWD/bin:$PATH' })
      const why = 'Whether it is in use could not be told, not removed:'
      const said = `${why}\n  ${node.path(PART)}\n  no answer\n${refusedEnd(1)}`
      expect([ran.status, ran.stderr, existsSync(node.path(PART))]).toEqual([1, said, true])
    },
  )

  test('removes nothing where fuser does not see all, and says what that says', () => {
    const node = littered()
    const real = execFileSync('sh', ['-c', 'command -v fuser'], { encoding: 'utf8' }).trim()
    // As it says to root in a container that may not look at the processes of others.
    const says = 'Cannot stat file /proc/1/fd/0: Permission denied'
    node.write('bin/fuser', `#!/bin/sh\necho '${says}' >&2\nexec ${real} "$@"\n`)
    chmodSync(node.path('bin/fuser'), 0o755)
    const script = released(cleanupScript(node.scan(), 'en'))
    const ran = runAsRoot(script, node.root, { before: 'export PATH=$PWD/bin:$PATH' })
    expect([ran.status, existsSync(node.path(PART))]).toEqual([1, true])
    expect(ran.stderr).toMatch(/^fuser does not see all that is open.* It says:\n/)
    expect(ran.stderr).toContain(`\n  ${says}\n`)
  })

  test.each([
    ['is missing', 'PATH=/nowhere:$PWD/bin', 'fuser (of psmisc) is missing or sees nothing'],
    [
      'sees no process',
      'mount -t tmpfs none /proc',
      'fuser (of psmisc) is missing or sees nothing',
    ],
  ])('removes nothing where fuser %s, and says why', (_, before, why) => {
    const node = littered()
    mkdirSync(node.path('bin'))
    for (const name of ['sh', 'id', 'rm', 'find']) {
      const program = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
      symlinkSync(program, node.path(`bin/${name}`))
    }
    const script = released(cleanupScript(node.scan(), 'en'))
    const { status, stderr } = runAsRoot(script, node.root, { before })
    expect([status, existsSync(node.path(PART))]).toEqual([1, true])
    expect(stderr).toContain(why)
  })

  test('removes nothing for anybody but root, who alone sees all that is open', () => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'en'))
    const nobody = process.getuid?.() === 0 ? { uid: 65534 } : {}
    const env = { ...process.env, ...reviewed }
    const ran = spawnSync('sh', [], { input: script, cwd: '/', env, encoding: 'utf8', ...nobody })
    expect([ran.status, existsSync(node.path(PART))]).toEqual([1, true])
    expect(ran.stderr).toContain('Only root sees what is in use')
  })

  test('has no command where the folder of the node has a name that no word can be', () => {
    const { view, space } = littered().scan()
    const scan = { view: { ...view, rootPath: '/srv/copy\n' }, space }
    const script = cleanupScript(scan, 'en')
    execFileSync('sh', ['-n'], { input: script })
    expect(script).not.toMatch(/\brm |ROOT=/)
    expect(script.match(/Its name cannot be written in a shell/g)).toHaveLength(7)
    expect(cleanupMarkdown(scan, 'en')).not.toMatch(/\brm |ROOT=/)
  })

  test('refuses an empty root, unless it is the machine itself', () => {
    const { view, space } = littered().scan()
    // Every command of these is still commented out.
    const emptied = cleanupScript({ view, space }, 'en').replace(/^ROOT=.*$/m, 'ROOT=')
    const refused = runAsRoot(emptied, '/')
    expect(refused.status).not.toBe(0)
    expect(refused.stderr).toContain('ROOT')
    const whole = { view: { ...view, rootPath: '/' }, space }
    expect(runAsRoot(cleanupScript(whole, 'en'), '/').status).toBe(0)
  })

  test('takes hostile names for names: quotes, newlines, substitutions, bytes that are no text', () => {
    const node = littered()
    const tasks = 'var/lib/glance/tasks_work_dir'
    const folder = node.path(`${tasks}/`)
    node.write(`${tasks}/x`, '', 48)
    const names = [
      "it's",
      'a\ntouch owned\n#',
      '$(touch owned)',
      '`touch owned`',
      '"; touch owned; "',
      '# rm -rf x',
      '-rf',
    ].map((name) => Buffer.from(name))
    names.push(Buffer.from([0x61, 0xff, 0x0a, 0x62]), Buffer.from('ends in a newline\n'))
    for (const name of names) {
      const path = Buffer.concat([Buffer.from(folder), name])
      writeFileSync(path, 'x')
      execFileSync('touch', ['-d', '2 days ago', '--', '.'], { cwd: folder })
    }
    execFileSync('sh', ['-c', 'touch -d "2 days ago" -- *'], { cwd: folder })
    const scan = node.scan()
    expect(cleanupSteps(scan).filter(({ stage }) => stage === 'temporary')).toHaveLength(11)
    const script = cleanupScript(scan, 'en')
    execFileSync('sh', ['-n'], { input: script })
    execFileSync('sh', ['-n'], { input: released(script) })
    expect(runAsRoot(released(script), node.root)).toMatchObject({ status: 0, stderr: '' })
    // All are gone but the one that no word of a shell can name, and nothing was made.
    const left = execFileSync('find', [folder, '-type', 'f', '-printf', '%f'], { encoding: 'utf8' })
    expect(left).toBe('ends in a newline\n')
    expect(execFileSync('find', [node.root, '-name', 'owned'], { encoding: 'utf8' })).toBe('')
  })
})
