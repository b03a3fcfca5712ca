import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { inspectLive } from '../../../electron/scanner/inspect.ts'
import { createNodeAnalysis } from '../../../shared/analysis/node.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { planImage } from '../../../shared/scan/plan-image.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { findingLines, viewOfFolder } from '../../helpers/scan/node-view.ts'

const folder = temporaryFolder()
const MIB = 1024 ** 2

/** A folder of its own, with one image of 16 MiB that holds 4 MiB of data. */
function image(name: string, format = 'qcow2', ...options: readonly string[]): string {
  const path = join(folder, name.replace('.', '-'), name)
  mkdirSync(dirname(path))
  qemuImg(folder, 'create', '-q', '-f', format, ...options, path, '16M')
  execFileSync('qemu-io', ['-f', format, '-c', 'write -q -P 7 0 4M', path])
  return path
}

function withSnapshot(name: string): string {
  const path = image(name)
  qemuImg(folder, 'snapshot', '-c', 'before', path)
  return path
}

function cut(path: string, length: number): string {
  truncateSync(path, length)
  return path
}

/** The end of a file whose last structure is its snapshot table. */
function tableOf(path: string): number {
  return Number(readFileSync(path).readBigUInt64BE(64))
}

/** What a scan says that is given nothing but the image. */
function aloneLines(path: string): readonly string[] {
  const now = Date.now()
  const plan = planImage(liveTree(dirname(path)), path.slice(dirname(path).length + 1))
  const { view } = createNodeAnalysis(plan, { nowMs: now }).finish({ state: 'complete' }, now, now)
  return findingLines(view)
}

function inspected(path: string) {
  const { findings } = inspectLive(
    {
      placeId: 'p',
      askedPath: path,
      folder: dirname(path),
      path: path.slice(dirname(path).length + 1),
      grantedFolders: [],
      grantedFiles: [path],
      located: new Map(),
    },
    liveTree,
  )
  return findings
}

test.each(['empty.qcow2', 'empty.vmdk'])('%s without a byte is no image that is sound', (name) => {
  const path = join(folder, name.replace('.', '-'), name)
  mkdirSync(dirname(path))
  writeFileSync(path, '')
  expect(aloneLines(path)).toEqual([`warning truncated ${name}`])
  expect(findingLines(viewOfFolder(dirname(path)))).toEqual([`warning truncated ${name}`])
})

test('an empty file whose name promises no header is none that was cut', () => {
  const path = join(folder, 'blank', 'blank.img')
  mkdirSync(dirname(path))
  writeFileSync(path, '')
  expect(aloneLines(path)).toEqual([])
})

describe('an image that is scanned by itself has the problems that it has in a folder', () => {
  test.each([
    ['snap.qcow2', withSnapshot, ['warning internal-snapshots']],
    ['cut.qcow2', (name: string) => cut(image(name), 3 * MIB), ['high truncated']],
    [
      'cut-table.qcow2',
      (name: string) => {
        const path = withSnapshot(name)
        return cut(path, tableOf(path))
      },
      ['warning internal-snapshots', 'warning truncated'],
    ],
    ['sound.qcow2', image, []],
    [
      'split.vmdk',
      (name: string) => image(name, 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse'),
      ['high vmdk-extents'],
    ],
  ] as const)('%s', (name, make, expected) => {
    const path = make(name)
    const wanted = expected.map((line) => `${line} ${name}`)
    expect(findingLines(viewOfFolder(dirname(path))).toSorted()).toEqual(wanted)
    expect(aloneLines(path).toSorted()).toEqual(wanted)
  })
})

test('a copied overlay that was cut is as severe in a folder as by itself, and its base is not here', () => {
  const path = image('copied.qcow2')
  const base = `/var/lib/nova/instances/_base/${'a'.repeat(40)}`
  qemuImg(folder, 'rebase', '-q', '-u', '-b', base, '-F', 'raw', path)
  cut(path, 3 * MIB)
  const told = ['high truncated copied.qcow2', 'info backing-not-granted copied.qcow2']
  expect(findingLines(viewOfFolder(dirname(path))).toSorted()).toEqual(told)
  expect(aloneLines(path).toSorted()).toEqual(told)
  const shown = inspected(path).map(({ code, severity }) => `${severity} ${code} copied.qcow2`)
  expect(shown.toSorted()).toEqual(told)
})

test('a name that leads out of the folder, and is none of a cache, stays a high problem there', () => {
  const path = image('led-out.qcow2')
  qemuImg(folder, 'rebase', '-q', '-u', '-b', '/srv/other.raw', '-F', 'raw', path)
  expect(findingLines(viewOfFolder(dirname(path)))).toEqual([
    'high backing-outside-root led-out.qcow2',
  ])
})

test.each([60, 3000])('an image that is cut to %i bytes has lost all of its disk', (length) => {
  const path = cut(image(`head-${length}.qcow2`), length)
  const codes = findingLines(viewOfFolder(dirname(path)))
  expect(codes).toContain(`high truncated head-${length}.qcow2`)
})

describe('the window says of a cut image what a scan says', () => {
  test('of its snapshot table: that the disk is read without it', () => {
    const path = withSnapshot('window-table.qcow2')
    cut(path, tableOf(path))
    const text = 'The disk itself is read without the table, by QEMU too'
    const scanned = viewOfFolder(dirname(path)).findings.map((one) => findingText(one))
    const shown = inspected(path)
    expect(scanned.filter((one) => one.includes(text))).toHaveLength(1)
    expect(shown.map(({ code }) => code)).toEqual(['truncated'])
    expect(shown.map((one) => findingText(one))).toEqual([expect.stringContaining(text)])
  })

  test('of its data and of bitmaps, for which QEMU refuses it', () => {
    const path = image('window-bitmap.qcow2')
    qemuImg(folder, 'bitmap', '--add', path, 'backup')
    cut(path, 3 * MIB)
    const scanned = viewOfFolder(dirname(path)).findings
    const shown = inspected(path)
    expect(shown.map(({ code }) => code).toSorted()).toEqual(['image-fault', 'truncated'])
    expect(scanned.map((one) => findingText(one)).toSorted()).toEqual(
      expect.arrayContaining(shown.map((one) => findingText(one)).toSorted()),
    )
    expect(shown.map((one) => findingText(one)).join()).not.toContain('no data of the disk is left')
  })

  test('of its header: that nothing is left', () => {
    const path = join(folder, 'head', 'head.qcow2')
    mkdirSync(dirname(path))
    writeFileSync(path, readFileSync(image('whole.qcow2')).subarray(0, 60))
    expect(inspected(path).map((one) => findingText(one))).toEqual([
      expect.stringContaining('no data of the disk is left'),
    ])
  })
})
