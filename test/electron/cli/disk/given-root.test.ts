import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { INSTANCES } from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const top = temporaryFolder()
const results = temporaryFolder()
const cli = cliOfTests()
const [FIRST, SECOND] = [1, 2].map((n) => `aaaaaaaa-0000-4000-8000-00000000000${n}`)
const BASE = '0123456789abcdef0123456789abcdef01234567'
const COPY = 'laptop/instances'
/** Of an instance that has its folder in place again. */
const ASIDE = `cowscope-aside-2026-01-31/${FIRST}/disk`

const at = (path: string): string => join(top, path)
const run = (...args: readonly string[]) => cli.run(args, { cwd: top })

/** One instances_path as it was copied, as it is in a node, and behind an absolute symlink of a node. */
beforeAll(() => {
  mkdirSync(at(`${COPY}/_base`), { recursive: true })
  writeFileSync(at(`${COPY}/_base/${BASE}`), Buffer.alloc(1 << 20, 5))
  overlay(`${FIRST}/disk`, 'raw', `_base/${BASE}`, 'write -P 9 64k 64k')
  overlay(`${SECOND}/disk`, 'qcow2', `${FIRST}/disk`, 'write -P 1 256k 64k')
  for (const [uuid, format, backing] of [
    [SECOND, 'qcow2', `${FIRST}/disk`],
    [FIRST, 'raw', `_base/${BASE}`],
  ] as const) {
    const whole = ['-O', 'raw', `${uuid}/disk`, join(results, `${uuid}.raw`)]
    qemuImg(at(COPY), 'convert', ...whole)
    const recorded = ['-b', `/${INSTANCES}/${backing}`, '-F', format]
    qemuImg(at(COPY), 'rebase', '-u', ...recorded, `${uuid}/disk`)
  }
  mkdirSync(join(at(COPY), ASIDE, '..'), { recursive: true })
  cpSync(at(`${COPY}/${FIRST}/disk`), at(`${COPY}/${ASIDE}`))
  for (const other of [`node/${INSTANCES}`, 'linked/srv/instances', 'several/a/instances'])
    cpSync(at(COPY), at(other), { recursive: true })
  const ofDevStack = ['-b', `/opt/stack/data/nova/instances/${FIRST}/disk`, '-F', 'qcow2']
  cpSync(at(COPY), at('devstack'), { recursive: true })
  qemuImg(at('devstack'), 'rebase', '-u', ...ofDevStack, `${SECOND}/disk`)
  mkdirSync(at(`linked/${INSTANCES}/..`), { recursive: true })
  symlinkSync('/srv/instances', at(`linked/${INSTANCES}`))
}, 120_000)

function overlay(disk: string, format: string, backing: string, write: string): void {
  const folder = at(COPY)
  mkdirSync(join(folder, disk, '..'), { recursive: true })
  const below = ['-b', join(folder, backing), '-F', format]
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...below, disk, '1M')
  qemuIo(join(folder, disk), [write])
}

interface Scanned {
  readonly instances: readonly {
    readonly uuid: string
    readonly disks: readonly { readonly layers: readonly { readonly path: string }[] }[]
  }[]
}

/** The files below an instance's disk by a scan of a folder. */
function scanned(root: string, uuid: string): readonly string[] {
  const { instances } = JSON.parse(run('scan', root, '-f', 'json').stdout) as Scanned
  const [disk] = instances.find((one) => one.uuid === uuid)?.disks ?? []
  return disk?.layers.map(({ path }) => at(join(root, path))) ?? []
}

function chainOf(json: string): readonly string[] {
  const images = JSON.parse(json) as { readonly filename: string }[]
  return images.map(({ filename }) => filename)
}

describe.each([
  ['a copied instances_path', COPY, COPY],
  ['a copy of one that has an unusual name on its node', 'devstack', 'devstack'],
  ['the folder that it was copied into', 'laptop', COPY],
  ['an instances_path in its node', `node/${INSTANCES}`, `node/${INSTANCES}`],
  ["a node's root", 'node', `node/${INSTANCES}`],
  ['a root with its instances behind an absolute symlink', 'linked', `linked/${INSTANCES}`],
])('with --root of %s', (_, root, instances) => {
  test.each([FIRST, SECOND])('%s has the chain that a scan of it finds', (uuid = '') => {
    const disk = `${instances}/${uuid}/disk`
    const info = run('info', '--backing-chain', '--output', 'json', '--root', root, disk)
    expect(info.status).toBe(0)
    // Whose data the second shows is said beside it.
    const said = uuid === SECOND ? /^cowscope: .*in the folder of another instance.*\n$/ : /^$/
    expect(info.stderr).toMatch(said)
    const below = scanned(root, uuid)
    expect(below.at(-1)).toMatch(new RegExp(`_base/${BASE}$`))
    expect(chainOf(info.stdout)).toEqual([disk, ...below])
  })

  test('a disk on the disk of another is exported, read, mapped and measured whole where that is asked for', () => {
    const asked = ['--format', 'qcow2', '--root', root] as const
    const disk = `${instances}/${SECOND}/disk`
    const [target, theirs] = [join(results, 'ours.raw'), join(results, `${SECOND}.raw`)]
    const exported = run('export', ...asked, disk, '-o', target)
    expect([exported.status, exported.stderr]).toEqual([0, ''])
    expect(readFileSync(target).equals(readFileSync(theirs))).toBe(true)
    expect(run('read', ...asked, disk, '--length', '3').stdout).toBe('\u0005\u0005\u0005')
    const map = run('map', '--output', 'json', ...asked, disk)
    expect([map.status, map.stdout]).toEqual([0, expect.not.stringContaining('missing')])
    const measure = run('measure', '-O', 'qcow2', ...asked, disk)
    const sizes = qemuImg(results, 'measure', '-O', 'qcow2', '-f', 'raw', theirs)
    expect(measure.stdout).toBe(`${sizes}bitmaps size: 0\n`)
    expect(run('check', '--root', root, disk).status).toBe(0)
  })
})

test('--root of an image cache, and of a folder with several nodes in it, finds a base', () => {
  for (const [root, instances] of [
    [`${COPY}/_base`, COPY],
    ['several', 'several/a/instances'],
  ] as const) {
    const args = ['--backing-chain', '--output', 'json', '--root', root]
    const info = run('info', ...args, `${instances}/${FIRST}/disk`)
    expect([info.status, info.stderr]).toEqual([0, ''])
    expect(chainOf(info.stdout)).toHaveLength(2)
  }
})

test.each([
  ['a copied instances_path', COPY, COPY],
  ['a folder with several nodes in it', 'several', 'several/a/instances'],
])('--root of %s finds the base of a disk that was set aside in one', (_, root, instances) => {
  const args = ['--backing-chain', '--output', 'json', '--root', root]
  const info = run('info', ...args, `${instances}/${ASIDE}`)
  expect([info.status, info.stderr]).toEqual([0, ''])
  expect(chainOf(info.stdout)).toEqual([`${instances}/${ASIDE}`, at(`${instances}/_base/${BASE}`)])
})

test('what stands on a disk that was set aside is not looked for at the place that it had', () => {
  const look = `devstack/${SECOND}/look`
  const recorded = ['-b', `/opt/stack/data/nova/instances/${ASIDE}`, '-F', 'qcow2']
  qemuImg(top, 'create', '-q', '-u', '-f', 'qcow2', ...recorded, look, '1M')
  const info = run('info', '--backing-chain', '--output', 'json', '--root', 'devstack', look)
  expect(chainOf(info.stdout)).toEqual([
    look,
    at(`devstack/${ASIDE}`),
    at(`devstack/_base/${BASE}`),
  ])
})

describe('without the --root that would do, the sentence names it, and nothing there is opened', () => {
  const disk = `${COPY}/${FIRST}/disk`
  const hint = `--root ${at(COPY)} allows the instances_path that it is in`
  const other = `--locate /${INSTANCES}/_base/${BASE}=FILE reads FILE for it)\n`

  test.each([
    [[]],
    // Too little: there is nothing of what is named.
    [['--root', `${COPY}/${FIRST}`]],
  ])('%j', (options) => {
    const target = join(results, 'none.raw')
    const { status, stderr } = run('export', ...options, disk, '-o', target)
    expect([status, stderr]).toEqual([1, expect.stringContaining(`(${hint}; ${other}`)])
    expect(readdirSync(results)).not.toContain('none.raw')
    expect(run('info', '--backing-chain', ...options, disk).stderr).toContain(`(${hint}; ${other}`)
    expect(run('map', ...options, disk).stderr).toContain(`(${hint}; ${other}`)
  })

  test.each([[[]], [['--root', join(COPY, ASIDE, '../..')]]])(
    'of a disk that was set aside it is that of the others: %j',
    (options) => {
      const { stderr } = run('info', '--backing-chain', ...options, `${COPY}/${ASIDE}`)
      expect(stderr).toContain(`(${hint}; ${other}`)
    },
  )

  test('and where it was given, or the disk is in no instance, it is not named', () => {
    qemuImg(top, 'rebase', '-u', '-b', `/${INSTANCES}/_base/gone`, '-F', 'raw', disk)
    const gone = run('info', '--backing-chain', '--root', COPY, disk)
    expect(gone.stderr).toMatch(
      /not found \(tried [^()]+\) \(--locate [^ ;]+ reads FILE for it\)\n$/,
    )
    cpSync(at(disk), at('lone'))
    const lone = run('info', '--backing-chain', 'lone')
    expect(lone.stderr).toContain(
      "(--root DIR allows a folder: the node's root, or its instances_path; --locate ",
    )
  })
})
