import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { beatingTree } from '../../../electron/scanner/beating-tree.ts'
import { foundPlaces } from '../../../electron/scanner/image-place.ts'
import { inspectLive } from '../../../electron/scanner/inspect.ts'
import type { InspectRequest } from '../../../electron/scanner/jobs.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { qemuIo } from '../../helpers/images/disk-images.ts'
import { createEncrypted, LUKS_IN_QCOW2 } from '../../helpers/images/encrypted-images.ts'
import { overlayOn, qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { INSTANCES } from '../../helpers/trees/small-node.ts'
import { cliOfTests } from '../cli/built-cli.ts'

const top = temporaryFolder()
const results = temporaryFolder()
const cli = cliOfTests()
const UUID = 'aaaaaaaa-0000-4000-8000-000000000001'
const DISK = `${UUID}/disk`
const BASE = `_base/${'a'.repeat(40)}`
const NODE = join(top, "o'node")
const COPY = join(top, 'copy of cmp 1')

/** A node whose name a shell would take apart, and its instances_path copied by itself. */
beforeAll(() => {
  for (const instances of [join(NODE, INSTANCES), COPY]) {
    mkdirSync(join(instances, '_base'), { recursive: true })
    mkdirSync(join(instances, UUID))
    writeFileSync(join(instances, BASE), Buffer.alloc(1 << 20, 5))
    const below = ['-b', join(instances, BASE), '-F', 'raw']
    qemuImg(instances, 'create', '-q', '-f', 'qcow2', ...below, DISK, '1M')
    qemuIo(join(instances, DISK), ['write -P 9 64k 64k'])
    qemuImg(instances, 'convert', '-O', 'raw', DISK, join(results, 'theirs'))
    const recorded = ['-b', `/${INSTANCES}/${BASE}`, '-F', 'raw']
    qemuImg(instances, 'rebase', '-u', ...recorded, DISK)
  }
  mkdirSync(join(top, 'images'))
  qemuImg(top, 'convert', '-O', 'qcow2', join(results, 'theirs'), 'images/alone.qcow2')
}, 120_000)

function adviceOf(
  request: Partial<InspectRequest> & Pick<InspectRequest, 'folder' | 'path'>,
  open = liveTree,
) {
  const whole: InspectRequest = {
    placeId: 'p',
    askedPath: request.path,
    grantedFolders: [request.folder],
    grantedFiles: [],
    located: new Map(),
    ...request,
  }
  return inspectLive(whole, open).exported
}

/** Runs a line as a shell of whoever pastes it does. */
function paste(line: string): void {
  const program = `cowscope() { "$NODE" "$CLI" "$@"; }\n${line}`
  const env = { ...process.env, NODE: process.execPath, CLI: cli.path }
  execFileSync('sh', ['-e', '-c', program], { cwd: results, env })
}

const opened = (...folders: readonly string[]) =>
  folders.map((real) => ({ real, kind: 'folder' }) as const)

const alone = (...files: readonly string[]) => ({ grantedFolders: [], grantedFiles: files })

describe('the command that a disk is exported by, pasted into a shell, writes what qemu-img writes', () => {
  test.each([
    ["of a node's root", { folder: NODE, path: `${INSTANCES}/${DISK}` }, `${UUID}-disk.raw`],
    ['of a copied instances_path', { folder: COPY, path: DISK }, `${UUID}-disk.raw`],
    [
      'of two folders that were opened as one',
      {
        folder: top,
        path: `${basename(COPY)}/${DISK}`,
        parts: opened(join(top, 'images'), COPY),
        grantedFolders: [join(top, 'images'), COPY],
      },
      `${UUID}-disk.raw`,
    ],
    [
      'of an image that was opened alone',
      {
        folder: join(top, 'images'),
        path: 'alone.qcow2',
        ...alone(join(top, 'images/alone.qcow2')),
      },
      'alone.qcow2.raw',
    ],
  ])('%s', (_, request, name) => {
    const advice = adviceOf(request)
    expect(advice).toEqual({ kind: 'command', line: expect.stringContaining(`-o ${name} `) })
    if (advice?.kind === 'command') paste(advice.line)
    const ours = readFileSync(join(results, name))
    expect(ours.equals(readFileSync(join(results, 'theirs')))).toBe(true)
  })
})

describe('a name that leaves no room for an ending', () => {
  test.each(['a'.repeat(250), '盘'.repeat(85), `${'x'.repeat(248)}𝒳`])('is cut: %s', (name) => {
    const folder = join(top, 'images')
    copyFileSync(join(folder, 'alone.qcow2'), join(folder, name))
    const advice = adviceOf({ folder, path: name, ...alone(join(folder, name)) })
    if (advice?.kind === 'command') paste(advice.line)
    const [written = '', ...others] = readdirSync(results).filter(
      (one) => one.endsWith('.raw') && name.startsWith(one.slice(0, 80)),
    )
    expect([
      Buffer.byteLength(written) > 250,
      name.startsWith(written.slice(0, -4)),
      others,
    ]).toEqual([true, true, []])
    rmSync(join(folder, name))
  })
})

describe('what was located stands in the command, and it writes what qemu-img writes,', () => {
  const base = join(top, "moved '1")
  const located = new Map([[`/${INSTANCES}/${BASE}`, base]])

  beforeAll(() => writeFileSync(base, Buffer.alloc(1 << 20, 5)))

  function written(request: Parameters<typeof adviceOf>[0], name: string): void {
    const advice = adviceOf({ ...request, located })
    expect(advice).toEqual({ kind: 'command', line: expect.stringContaining(' --locate ') })
    if (advice?.kind === 'command') paste(advice.line)
    const ours = readFileSync(join(results, name))
    expect(ours.equals(readFileSync(join(results, 'theirs')))).toBe(true)
  }

  test('for a disk that was opened alone', () => {
    const disk = join(COPY, DISK)
    written({ folder: dirname(disk), path: 'disk', ...alone(disk, base) }, `${UUID}-disk.raw`)
  })

  test('for the lowest layer of a chain of a folder', () => {
    const folder = join(top, 'chain')
    mkdirSync(join(folder, 'a'), { recursive: true })
    mkdirSync(join(folder, 'b'))
    const whole = ['-O', 'qcow2', '-B', join(COPY, BASE), '-F', 'raw']
    qemuImg(folder, 'convert', ...whole, join(results, 'theirs'), 'b/mid')
    const recorded = ['-b', `/${INSTANCES}/${BASE}`, '-F', 'raw']
    qemuImg(folder, 'rebase', '-u', ...recorded, 'b/mid')
    overlayOn(folder, '../b/mid', 'a/top', '1M', 'qcow2')
    written({ folder, path: 'a/top', grantedFiles: [base] }, 'top.raw')
  })
})

test.each([
  ['a feature that nobody knows', 79, 0x20],
  ['a refcount width that is none', 99, 7],
  ['a compression bit that its type does not fit', 79, 8],
  ['a compression type whose bit is not set', 104, 1],
])('there is none for an image that is refused for %s', (_, at, byte) => {
  const file = join(top, 'images', 'refused.qcow2')
  const bytes = readFileSync(join(top, 'images/alone.qcow2'))
  bytes.writeUInt8(byte, at)
  writeFileSync(file, bytes)
  const advice = adviceOf({ folder: dirname(file), path: basename(file), ...alone(file) })
  expect(advice).toEqual({ kind: 'none', why: 'unread' })
  const { status } = cli.run(['export', '-o', join(results, 'none.raw'), file])
  expect(status).toBe(1)
})

/** QEMU reads zeros past the end, and takes a header for whole whose extensions are cut. */
test.each([104, 108, 120, 400])(
  'there is none for an image of %i bytes, cut in its header',
  (length) => {
    const file = join(top, 'images', 'cut.qcow2')
    writeFileSync(file, readFileSync(join(top, 'images/alone.qcow2')).subarray(0, length))
    const advice = adviceOf({ folder: dirname(file), path: basename(file), ...alone(file) })
    expect(advice).toEqual({ kind: 'none', why: length < 112 ? 'chain' : 'unread' })
    expect(cli.run(['export', '-o', join(results, 'none.raw'), file]).status).toBe(1)
  },
)

test('there is none for one extent of a split disk, and one for the disk', () => {
  const folder = join(top, 'split')
  mkdirSync(folder)
  const split = ['-O', 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse']
  qemuImg(folder, 'convert', ...split, join(results, 'theirs'), 'disk.vmdk')
  const advice = (path: string) => adviceOf({ folder, path })
  expect(advice('disk-s001.vmdk')).toEqual({ kind: 'none', why: 'extent' })
  const { status } = cli.run([
    'export',
    '-o',
    join(results, 'none.raw'),
    join(folder, 'disk-s001.vmdk'),
  ])
  expect(status).toBe(1)
  const whole = advice('disk.vmdk')
  if (whole?.kind === 'command') paste(whole.line)
  const ours = readFileSync(join(results, 'disk.vmdk.raw'))
  expect(ours.equals(readFileSync(join(results, 'theirs')))).toBe(true)
})

test('a disk with its data in another file of its folder, both opened alone, is exported by its name', () => {
  const folder = join(top, 'images')
  const [image, data] = [join(folder, 'of-data.qcow2'), join(folder, 'data.bin')]
  const options = ['-O', 'qcow2', '-o', 'data_file=data.bin']
  execFileSync('qemu-img', ['convert', ...options, join(results, 'theirs'), image], { cwd: folder })
  const request = { folder, path: 'of-data.qcow2' }
  const advice = adviceOf({ ...request, ...alone(image, data) })
  expect(advice).toEqual({ kind: 'command', line: expect.not.stringContaining('--root') })
  if (advice?.kind === 'command') paste(advice.line)
  const ours = readFileSync(join(results, 'of-data.qcow2.raw'))
  expect(ours.equals(readFileSync(join(results, 'theirs')))).toBe(true)
  expect(adviceOf({ ...request, ...alone(image) })).toEqual({ kind: 'none', why: 'chain' })
})

test('one with its data in another folder of what was opened is exported below that', () => {
  const options = ['-O', 'qcow2', '-o', `data_file=${join(COPY, 'data.bin')}`]
  const image = join(COPY, UUID, 'apart')
  execFileSync('qemu-img', ['convert', ...options, join(results, 'theirs'), image])
  const advice = adviceOf({ folder: COPY, path: `${UUID}/apart` })
  expect(advice).toEqual({ kind: 'command', line: expect.stringContaining('--root') })
  if (advice?.kind === 'command') paste(advice.line)
  const ours = readFileSync(join(results, `${UUID}-apart.raw`))
  expect(ours.equals(readFileSync(join(results, 'theirs')))).toBe(true)
})

test('where disk.info declares a disk raw that a scan reads by its header, the command says so too', () => {
  const info = join(COPY, UUID, 'disk.info')
  writeFileSync(info, JSON.stringify({ [`/${INSTANCES}/${DISK}`]: 'raw' }))
  const disk = { isRaw: false } as const
  const advice = adviceOf({ folder: COPY, path: DISK, disk })
  expect(advice).toMatchObject({ line: expect.stringContaining('export --format qcow2 --root ') })
  if (advice?.kind === 'command') paste(advice.line)
  const ours = readFileSync(join(results, `${UUID}-disk.raw`))
  expect(ours.equals(readFileSync(join(results, 'theirs')))).toBe(true)
  rmSync(info)
})

describe('there is none, and it is said why,', () => {
  test('where it stands on the disk of another instance', () => {
    const other = `${UUID.replace(/1$/, '2')}/disk`
    mkdirSync(join(COPY, dirname(other)))
    const below = ['-u', '-b', `/${INSTANCES}/${DISK}`, '-F', 'qcow2']
    qemuImg(COPY, 'create', '-q', '-f', 'qcow2', ...below, other, '1M')
    expect(adviceOf({ folder: COPY, path: other })).toEqual({ kind: 'none', why: 'another' })
  })

  test('where it stands on a file from where the node has no images', () => {
    const path = `${INSTANCES}/${UUID}/forged`
    mkdirSync(join(NODE, 'opt'))
    writeFileSync(join(NODE, 'opt/keys.pem'), 'secret')
    const below = ['-u', '-b', '/opt/keys.pem', '-F', 'raw']
    qemuImg(NODE, 'create', '-q', '-f', 'qcow2', ...below, path, '1M')
    expect(adviceOf({ folder: NODE, path })).toEqual({ kind: 'none', why: 'stray' })
    // What a scan has found there to hold images is not looked for again.
    const found = foundPlaces(planScan(liveTree(NODE)))
    expect(adviceOf({ folder: NODE, path, found })).toEqual({ kind: 'none', why: 'stray' })
    const more = { ...found, imagePlaces: [...found.imagePlaces, 'opt'] }
    expect(adviceOf({ folder: NODE, path, found: more })).toMatchObject({ kind: 'command' })
  })

  test('where that is so below a root that was pointed at, which is looked at as all that was opened is', () => {
    const seen: string[] = []
    const open = (rootPath: string) => {
      const tree = beatingTree(liveTree(rootPath), () => undefined)
      const lstat = (at: string) => {
        seen.push(join(rootPath, at))
        return tree.lstat(at)
      }
      return { ...tree, lstat }
    }
    const instances = join(NODE, INSTANCES)
    const grants = { grantedFolders: [instances, NODE], givenRoot: NODE }
    const request = { folder: instances, path: `${UUID}/forged`, ...grants }
    expect(adviceOf(request, open)).toEqual({ kind: 'none', why: 'stray' })
    expect(seen).toContain(join(NODE, 'var/lib/glance'))
  })

  test('where a member is not here', () => {
    const disk = join(COPY, DISK)
    const lone = { folder: dirname(disk), path: 'disk', ...alone(disk) }
    expect(adviceOf(lone)).toEqual({ kind: 'none', why: 'chain' })
  })

  test('where what lies below is not of the format that is recorded for it', () => {
    const recorded = ['-b', join(COPY, BASE), '-F']
    qemuImg(COPY, 'rebase', '-u', ...recorded, 'qcow2', DISK)
    expect(adviceOf({ folder: COPY, path: DISK })).toEqual({ kind: 'none', why: 'other' })
    qemuImg(COPY, 'rebase', '-u', '-b', `/${INSTANCES}/${BASE}`, '-F', 'raw', DISK)
  })

  test('where its chain is in two folders that were opened as one', () => {
    const elsewhere = join(top, 'elsewhere')
    mkdirSync(elsewhere)
    renameSync(join(COPY, '_base'), join(elsewhere, '_base'))
    const folders = [COPY, join(elsewhere, '_base')]
    const request = { folder: top, path: `${basename(COPY)}/${DISK}`, grantedFolders: folders }
    expect(adviceOf({ ...request, parts: opened(...folders) })).toEqual({
      kind: 'none',
      why: 'places',
    })
    renameSync(join(elsewhere, '_base'), join(COPY, '_base'))
  })

  test('where it is encrypted; and of a raw disk nothing is said', () => {
    createEncrypted(top, LUKS_IN_QCOW2, 'images/luks.qcow2')
    const images = join(top, 'images')
    expect(adviceOf({ folder: images, path: 'luks.qcow2' })).toEqual({
      kind: 'none',
      why: 'encrypted',
    })
    expect(adviceOf({ folder: COPY, path: BASE })).toBeUndefined()
  })
})
