import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { cleanupMarkdown } from '../../../shared/report/cleanup-markdown.ts'
import { cleanupSteps, cleanupTotal } from '../../../shared/report/cleanup-plan.ts'
import { cleanupScript } from '../../../shared/report/cleanup-script.ts'
import { findingText } from '../../../shared/report/finding-text.ts'
import { scanOfTree } from '../../helpers/node-view.ts'
import { temporaryFolder } from '../../helpers/qemu-img.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  SmallNode,
  STORE,
  sha1,
  UUID,
  withSpace,
} from '../../helpers/small-node.ts'

const all = temporaryFolder()
const PART = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}.part`
const IDLE = `${INSTANCES}/_base/${sha1('33333333-3333-4333-8333-333333333333')}`
const SNAPSHOT = `${INSTANCES}/snapshots/${'a'.repeat(32)}`
const ROOT = `"\${ROOT:?}"`
const GONE = 'bbbbbbbb-0000-4000-8000-000000000002'

/** A node with something of each kind left over. */
function littered(): SmallNode {
  const node = new SmallNode(mkdtempSync(join(all, 'node-')))
  node.write(PART, 'x'.repeat(5000), 3)
  node.write(`${INSTANCES}/tmpabcdef12`, '', 3)
  node.make('raw', IDLE, '4M')
  node.age(IDLE, 100)
  node.write(`${INSTANCES}/${GONE}_del/disk`, 'x'.repeat(9000), 48)
  node.write(`${INSTANCES}/${UUID}_resize/disk`, 'x'.repeat(9000), 48)
  node.write(`${FOLDER}/disk.rescue`, 'x'.repeat(4096), 5)
  node.write(`${INSTANCES}/cccccccc-0000-4000-8000-000000000003/console.log`, 'x')
  return node
}

function run(script: string, cwd: string, env: NodeJS.ProcessEnv = {}) {
  return spawnSync('sh', [], {
    input: script,
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
}

const reviewed = { COWSCOPE_PLAN: 'reviewed' }

/** As if every command had been let go. */
function released(script: string): string {
  return script.replaceAll(/^# (?=cowscope_unused )/gm, '')
}

/**
 * Runs a script as root of processes of its own, all of which fuser sees: in a container those of
 * others may be hidden even from root. Another process has the file `open`; `before` comes first.
 */
function runAsRoot(script: string, cwd: string, { open = '/dev/null', before = ':' } = {}) {
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user']
  const shell = `exec 9<"$1"; ${before}; sh -c "$2" 9<&-`
  const options = [...user, '--mount', '--pid', '--fork', '--mount-proc']
  return spawnSync('unshare', [...options, 'sh', '-c', shell, 'sh', open, script], {
    cwd,
    env: { ...process.env, ...reviewed },
    encoding: 'utf8',
  })
}

describe('the clean-up plan', () => {
  test('goes from what nobody reads any more to what may be the last copy', () => {
    const scan = littered().scan()
    const steps = cleanupSteps(scan)
    expect(steps.map(({ stage }) => stage)).toEqual([
      'temporary',
      'download',
      'base',
      'rescue',
      'deleted',
      'resize',
      'orphan',
    ])
    expect(cleanupTotal(steps)).toEqual({
      bytes: steps.reduce((sum, { frees = Number.NaN }) => sum + frees, 0),
      unknown: 0,
    })
    expect(steps.find(({ stage }) => stage === 'download')?.frees).toBe(8192)
  })

  test.each(['en', 'zh-CN'] as const)(
    'gives what, why, how much and what first, in %s',
    (language) => {
      const scan = littered().scan()
      const plan = cleanupMarkdown(scan, language)
      for (const step of cleanupSteps(scan)) {
        expect(plan).toContain(`- [ ] \`${step.path}\``)
        expect(plan).toContain(`\`${step.finding.code}\``)
      }
      expect(plan).not.toMatch(/\{\{|undefined/)
      expect(plan.match(/^- \[ \]/gm)).toHaveLength(7)
      expect(plan).toContain(`&& rm -- ${ROOT}/${PART}`)
      expect(plan).toContain(`&& rm -r --one-file-system -- ${ROOT}/${INSTANCES}/${GONE}_del`)
    },
  )

  test('says that there is nothing to do where there is nothing', () => {
    const node = new SmallNode(mkdtempSync(join(all, 'node-')))
    expect(cleanupMarkdown(node.scan(), 'en')).toContain('There is nothing to clean up.')
    expect(cleanupSteps(node.scan())).toEqual([])
  })

  test('has no command for what a disk elsewhere stands on', () => {
    const node = littered()
    const below = `${INSTANCES}/${GONE}_del/disk`
    node.make('raw', below, '8M')
    node.age(below, 48)
    node.overlay(`/${below}`)
    const step = cleanupSteps(node.scan()).find(({ stage }) => stage === 'deleted')
    expect(step?.users).toEqual([DISK])
    expect(cleanupScript(node.scan(), 'en')).not.toContain(`-- ${ROOT}/${INSTANCES}/${GONE}_del`)
  })
})

/** What the plan says of a path, once nothing but an instance in use may need it. */
function stepFor(node: SmallNode, path: string) {
  const scan = node.scan()
  const step = cleanupSteps(scan).find((one) => one.path === path)
  return { scan, step, findings: scan.view.findings.filter((one) => one.subject.path === path) }
}

describe('what something live stands on', () => {
  test('in the image cache, as the file with its data, is not told of as unknown', () => {
    const node = littered()
    const data = `${INSTANCES}/_base/guest-data.raw`
    const options = 'data_file=../_base/guest-data.raw,data_file_raw=on'
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', options, 'disk', '8M'], {
      cwd: node.path(FOLDER),
    })
    node.age(data, 100)
    const { scan, findings } = stepFor(node, data)
    expect(scan.view.bases.find(({ id }) => id === data)?.users).toBe(1)
    expect(findings.map(({ code }) => code)).not.toContain('unknown-in-cache')
    expect(cleanupScript(scan, 'en')).not.toContain('guest-data')
  })

  test('through another image is not to be removed with its folder', () => {
    const node = littered()
    const below = `${INSTANCES}/${GONE}_del/disk`
    const between = `${INSTANCES}/snapshots/between`
    node.make('qcow2', below, '8M')
    node.age(below, 48)
    mkdirSync(node.path(`${INSTANCES}/snapshots`))
    node.make('qcow2', between, '8M', '-u', '-b', `/${below}`, '-F', 'qcow2')
    node.overlay(`/${between}`, 'qcow2')
    const { scan, step } = stepFor(node, `${INSTANCES}/${GONE}_del`)
    expect(step?.users).toEqual([DISK, between])
    expect(cleanupScript(scan, 'en')).not.toContain(`-- ${ROOT}/${INSTANCES}/${GONE}_del`)
    expect(cleanupMarkdown(scan, 'en')).not.toContain(`-- ${ROOT}/${INSTANCES}/${GONE}_del`)
  })

  test('as a stored image that was left on it', () => {
    const node = littered()
    node.make('qcow2', `${STORE}/${OTHER_IMAGE}`, '4M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
    expect(cleanupScript(node.scan(), 'en')).not.toContain(`-- ${ROOT}/${IDLE}`)
  })

  test('by the one link of a file that has two', () => {
    const node = littered()
    const below = `${INSTANCES}/${GONE}_del/disk`
    node.make('raw', below, '8M')
    linkSync(node.path(below), node.path('kept'))
    node.age(below, 48)
    node.overlay(`/${below}`)
    expect(stepFor(node, `${INSTANCES}/${GONE}_del`).step?.users).toEqual([DISK])
  })
})

describe('what a step frees', () => {
  test('is nothing of a file that another link keeps', () => {
    const node = littered()
    const before = stepFor(node, `${INSTANCES}/${GONE}_del`).step?.frees ?? 0
    linkSync(node.path(`${INSTANCES}/${GONE}_del/disk`), node.path('kept'))
    const { step } = stepFor(node, `${INSTANCES}/${GONE}_del`)
    expect(step?.frees).toBe(before - 12288)
  })

  test('is not known where the file system made it up, and is not counted as 0', () => {
    const node = littered()
    mkdirSync(node.path(`${INSTANCES}/snapshots`))
    node.make('qcow2', SNAPSHOT, '4M')
    node.age(SNAPSHOT, 48)
    const scan = scanOfTree(withSpace(liveTree(node.root), { blocksTrusted: false }))
    const steps = cleanupSteps(scan)
    const [told, ...more] = steps.filter(({ frees }) => frees !== undefined)
    expect([told?.path, more]).toEqual([SNAPSHOT, []])
    expect(cleanupTotal(steps).unknown).toBe(steps.length - 1)
    for (const { finding } of steps.filter(({ frees }) => frees === undefined)) {
      expect(findingText(finding)).not.toMatch(/\d (B|[KMG]iB)/)
    }
    expect(cleanupMarkdown(scan, 'en')).toMatch(/at least .*: of 7 it is not known/)
    expect(cleanupScript(scan, 'en')).toContain('KiB (derived from the tables of images)')
    expect(cleanupScript(scan, 'en')).toContain('# Frees: not known')
  })
})

describe('the checklist of the plan', () => {
  test('has commands that remove only what nobody has open, and nothing by themselves', () => {
    const node = littered()
    const plan = cleanupMarkdown(node.scan(), 'en')
    const [, prepared = ''] = /^```sh\n([\s\S]*?)^```$/m.exec(plan) ?? []
    const commands = plan.match(/(?<=^ {4})cowscope_unused .*/gm) ?? []
    expect(commands).toHaveLength(7)
    const alone = runAsRoot(`ROOT=$PWD\n${commands.join('\n')}`, node.root)
    expect([alone.status, existsSync(node.path(IDLE))]).toEqual([127, true])
    const script = `${prepared}${commands.join('\n')}\ntrue`
    const { status, stderr } = runAsRoot(script, node.root, { open: node.path(PART) })
    expect([status, stderr]).toEqual([0, `In use, not removed:\n  ${node.path(PART)}\n`])
    expect([PART, IDLE].map((path) => existsSync(node.path(path)))).toEqual([true, false])
  })
})

describe('the script of the plan', () => {
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
      0,
      true,
      false,
    ])
    const step = path === PART ? PART : `${INSTANCES}/${GONE}_del`
    expect(stderr).toBe(`In use, not removed:\n  ${node.path(step)}\n`)
  })

  test('keeps what fuser cannot tell of, and says so', () => {
    const node = littered()
    const script = released(cleanupScript(node.scan(), 'en'))
    rmSync(node.path(PART))
    const { status, stderr } = runAsRoot(script, node.root)
    const why = 'Whether it is in use could not be told, not removed:'
    expect([status, stderr]).toEqual([0, `${why}\n  ${node.path(PART)}\n`])
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
    const folder = node.path(`${INSTANCES}/snapshots/`)
    node.write(`${INSTANCES}/snapshots/x`, '', 48)
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
    expect(cleanupSteps(scan).filter(({ stage }) => stage === 'snapshot')).toHaveLength(10)
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

test('an orphan that the plan moves on to is one that libvirt does not know', () => {
  const node = new SmallNode(mkdtempSync(join(all, 'node-')))
  const other = UUID.replace(/1$/, '9')
  renameSync(node.path(FOLDER), node.path(`${INSTANCES}/${other}`))
  node.write('etc/libvirt/qemu/instance-00000002.xml', domainXml(2, UUID, {}, IMAGE))
  rmSync(node.path(DOMAIN))
  const [step] = cleanupSteps(node.scan())
  expect(step).toMatchObject({ stage: 'orphan', path: `${INSTANCES}/${other}`, isFolder: true })
})
