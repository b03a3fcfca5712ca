import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanupMarkdown } from '../../../shared/report/cleanup-markdown.ts'
import { cleanupSteps, cleanupTotal } from '../../../shared/report/cleanup-plan.ts'
import { cleanupScript } from '../../../shared/report/cleanup-script.ts'
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
  sha1,
  UUID,
} from '../../helpers/small-node.ts'

const all = temporaryFolder()
const PART = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}.part`
const IDLE = `${INSTANCES}/_base/${sha1('33333333-3333-4333-8333-333333333333')}`
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
    const view = littered().view()
    const steps = cleanupSteps(view)
    expect(steps.map(({ stage }) => stage)).toEqual([
      'temporary',
      'download',
      'base',
      'rescue',
      'deleted',
      'resize',
      'orphan',
    ])
    expect(cleanupTotal(steps)).toBe(steps.reduce((sum, { frees }) => sum + frees, 0))
    expect(steps.find(({ stage }) => stage === 'download')?.frees).toBe(8192)
  })

  test.each(['en', 'zh-CN'] as const)(
    'gives what, why, how much and what first, in %s',
    (language) => {
      const view = littered().view()
      const plan = cleanupMarkdown(view, language)
      for (const step of cleanupSteps(view)) {
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
    expect(cleanupMarkdown(node.view(), 'en')).toContain('There is nothing to clean up.')
    expect(cleanupSteps(node.view())).toEqual([])
  })

  test('has no command for what a disk elsewhere stands on', () => {
    const node = littered()
    const below = `${INSTANCES}/${GONE}_del/disk`
    node.make('raw', below, '8M')
    node.age(below, 48)
    node.overlay(`/${below}`)
    const step = cleanupSteps(node.view()).find(({ stage }) => stage === 'deleted')
    expect(step?.users).toEqual([DISK])
    expect(cleanupScript(node.view(), 'en')).not.toContain(`-- ${ROOT}/${INSTANCES}/${GONE}_del`)
  })
})

describe('the script of the plan', () => {
  test('does nothing when it is piped into a shell, not even when it was called reviewed', () => {
    const node = littered()
    const script = cleanupScript(node.view(), 'en')
    const before = execFileSync('find', ['.'], { cwd: node.root, encoding: 'utf8' })
    expect(run(script, node.root)).toMatchObject({ status: 1, stdout: '' })
    expect(runAsRoot(script, node.root)).toMatchObject({ status: 0, stderr: '' })
    expect(execFileSync('find', ['.'], { cwd: node.root, encoding: 'utf8' })).toBe(before)
  })

  test('removes exactly what it lists once each command is let go', () => {
    const node = littered()
    const script = released(cleanupScript(node.view(), 'zh-CN'))
    expect(runAsRoot(script, node.root)).toMatchObject({ status: 0, stderr: '' })
    for (const path of [PART, IDLE, `${INSTANCES}/${GONE}_del`, `${FOLDER}/disk.rescue`]) {
      expect(existsSync(node.path(path))).toBe(false)
    }
    for (const path of [DISK, BASE, DOMAIN]) expect(existsSync(node.path(path))).toBe(true)
    expect(cleanupSteps(node.view())).toEqual([])
  })

  test.each([
    ['a file', PART],
    ['what lies in a folder', `${INSTANCES}/${GONE}_del/deep/disk`],
  ])('keeps %s that somebody has open, and goes on with the rest', (_, path) => {
    const node = littered()
    node.write(path, 'x', 48)
    const script = released(cleanupScript(node.view(), 'en'))
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
    const script = released(cleanupScript(node.view(), 'en'))
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
    const script = released(cleanupScript(node.view(), 'en'))
    const { status, stderr } = runAsRoot(script, node.root, { before })
    expect([status, existsSync(node.path(PART))]).toEqual([1, true])
    expect(stderr).toContain(why)
  })

  test('removes nothing for anybody but root, who alone sees all that is open', () => {
    const node = littered()
    const script = released(cleanupScript(node.view(), 'en'))
    const nobody = process.getuid?.() === 0 ? { uid: 65534 } : {}
    const env = { ...process.env, ...reviewed }
    const ran = spawnSync('sh', [], { input: script, cwd: '/', env, encoding: 'utf8', ...nobody })
    expect([ran.status, existsSync(node.path(PART))]).toEqual([1, true])
    expect(ran.stderr).toContain('Only root sees what is in use')
  })

  test('has no command where the folder of the node has a name that no word can be', () => {
    const view = { ...littered().view(), rootPath: '/srv/copy\n' }
    const script = cleanupScript(view, 'en')
    execFileSync('sh', ['-n'], { input: script })
    expect(script).not.toMatch(/\brm |ROOT=/)
    expect(script.match(/Its name cannot be written in a shell/g)).toHaveLength(7)
    expect(cleanupMarkdown(view, 'en')).not.toMatch(/\brm |ROOT=/)
  })

  test('refuses an empty root, unless it is the machine itself', () => {
    const view = littered().view()
    // Every command of these is still commented out.
    const emptied = cleanupScript(view, 'en').replace(/^ROOT=.*$/m, 'ROOT=')
    const refused = runAsRoot(emptied, '/')
    expect(refused.status).not.toBe(0)
    expect(refused.stderr).toContain('ROOT')
    expect(runAsRoot(cleanupScript({ ...view, rootPath: '/' }, 'en'), '/').status).toBe(0)
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
    const view = node.view()
    expect(cleanupSteps(view).filter(({ stage }) => stage === 'snapshot')).toHaveLength(10)
    const script = cleanupScript(view, 'en')
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
  const [step] = cleanupSteps(node.view())
  expect(step).toMatchObject({ stage: 'orphan', path: `${INSTANCES}/${other}`, isFolder: true })
})
