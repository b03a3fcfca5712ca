import { execFileSync } from 'node:child_process'
import { copyFileSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { createNodeAnalysis } from '../../../shared/analysis/node.ts'
import type { FileTree } from '../../../shared/files/tree.ts'
import type { Finding } from '../../../shared/findings/types.ts'
import { endsShort } from '../../../shared/formats/qcow2/ends-short.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import { withFile } from '../../helpers/bytes/file-source.ts'
import { qemuImg } from '../../helpers/programs/qemu-img.ts'
import { makeDisk } from '../../helpers/programs/sfdisk.ts'
import { viewOfTree } from '../../helpers/scan/node-view.ts'
import {
  BASE,
  DISK,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  type SmallNode,
  STORE,
  sha1,
  UUID,
  withSpace,
} from '../../helpers/trees/small-node.ts'
import { lines, node, only, viewOf } from '../../helpers/trees/spoiled-node.ts'

const MIB = 1024 ** 2
const CACHE = `${INSTANCES}/_base`

/** The instance's disk after its guest wrote 6 MiB in two places. */
function grown(made: SmallNode): SmallNode {
  const writes = ['-c', 'write -q -P 1 0 3M', '-c', 'write -q -P 2 12M 3M']
  qemuImg(made.root, 'rebase', '-q', '-u', '-b', made.path(BASE), '-F', 'raw', DISK)
  execFileSync('qemu-io', [...writes, made.path(DISK)])
  qemuImg(made.root, 'rebase', '-q', '-u', '-b', `/${BASE}`, '-F', 'raw', DISK)
  return made
}

describe('a disk whose header is whole', () => {
  test('tells nothing as long as all of it is there', () => {
    expect(lines(grown(node()))).toEqual([])
  })

  test.each([
    ['in its middle, where a cluster ends', 3 * MIB],
    ['before its last cluster', -65536],
    ['within a cluster of a copy that hardly began', 500_001],
  ])('is cut %s', (_, at) => {
    const spoiled = grown(node())
    const { size } = statSync(spoiled.path(DISK))
    spoiled.truncate(DISK, at < 0 ? size + at : at)
    expect(only(spoiled)).toMatchObject({
      code: 'truncated',
      severity: 'high',
      subject: { path: DISK },
      evidence: { case: 'truncated/overlay', what: 'L2 entry' },
    })
  })

  test.each([
    ['where the cluster of its L1 table ends', 4 * 65536],
    ['within that cluster, after the table', 4 * 65536 - 100],
  ])('is cut %s, however little it had', (_, at) => {
    const spoiled = node()
    qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', spoiled.path(BASE), '-F', 'raw', DISK)
    expect(statSync(spoiled.path(DISK)).size).toBe(3 * 65536 + 8)
    execFileSync('qemu-io', ['-c', 'write -q -P 1 0 64k', spoiled.path(DISK)])
    qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', `/${BASE}`, '-F', 'raw', DISK)
    expect(lines(spoiled)).toEqual([])
    spoiled.truncate(DISK, at)
    expect(only(spoiled)).toMatchObject({
      code: 'truncated',
      severity: 'high',
      evidence: { case: 'truncated/overlay' },
    })
  })

  test('shows what lies below where its tables are cut off, which is what QEMU reads', () => {
    const spoiled = grown(node())
    execFileSync('qemu-io', ['-f', 'raw', '-c', 'write -q -P 7 0 64k', spoiled.path(BASE)])
    spoiled.truncate(DISK, 65536)
    const layers = `file.filename=${spoiled.path(DISK)},backing.driver=raw,backing.file.filename=${spoiled.path(BASE)}`
    const options = ['-r', '-c', 'read -P 7 0 64k', '--image-opts', `driver=qcow2,${layers}`]
    const read = execFileSync('qemu-io', options, { encoding: 'utf8' })
    expect([read.includes('read 65536/65536'), read.includes('failed')]).toEqual([true, false])
    const text = findingText(only(spoiled))
    expect(text).toContain('what lies below shows through: older data')
    expect(only(spoiled).severity).toBe('high')
  })

  test('is not cut while it grows: what is written to it is counted first', () => {
    const spoiled = grown(node())
    spoiled.truncate(DISK, 3 * MIB)
    const tree = withSpace(liveTree(spoiled.root))
    expect(viewOfTree(tree).findings).toHaveLength(1)
    expect(viewOfTree(growing(tree, DISK)).findings).toEqual([])
  })
})

/** The same tree, in which a file is longer each time that one looks. */
function growing(tree: FileTree, path: string): FileTree {
  let more = 0
  const longer = (at: string): number => {
    if (at === path) more += 65536
    return at === path ? more : 0
  }
  return {
    ...tree,
    lstat: (at) => {
      const stat = tree.lstat(at)
      return { ...stat, length: stat.length + longer(at) }
    },
  }
}

describe('an image in Glance and a base, cut where data are', () => {
  const random = ['if=/dev/urandom', 'bs=1M', 'count=8', 'conv=notrunc', 'status=none']

  test.each([
    ['qcow2', 'truncated', []],
    ['qcow2', 'truncated', ['-c']],
    ['vmdk', 'truncated', []],
    ['vmdk', 'truncated', ['-o', 'subformat=streamOptimized']],
    ['vdi', 'truncated', []],
    ['vhdx', 'image-fault', []],
  ] as const)('%s: %s (%j)', (format, code, options) => {
    const spoiled = node()
    const [path, raw] = [`${STORE}/${OTHER_IMAGE}`, 'guest.raw']
    spoiled.make('raw', raw, '16M')
    execFileSync('dd', [...random, `of=${spoiled.path(raw)}`])
    qemuImg(spoiled.root, 'convert', ...options, '-O', format, raw, path)
    for (const each of [raw, `${STORE}/${IMAGE}`]) rmSync(spoiled.path(each))
    copyFileSync(spoiled.path(path), spoiled.path(BASE))
    spoiled.overlay(`/${BASE}`, format)
    // What QEMU does not open, Nova refuses besides.
    const told = () => lines(spoiled).filter((line) => !line.includes('openstack-refuses'))
    expect(told()).toEqual([])
    for (const each of [path, BASE]) spoiled.truncate(each, 5 * MIB)
    // Glance may still be writing it.
    const severity = code === 'truncated' ? 'high' : 'warning'
    const cut = [`${severity} ${code} ${BASE}`, `high damaged-base ${BASE}`]
    expect(told().toSorted()).toEqual(cut.toSorted())
    spoiled.age(path, 2)
    expect(told().toSorted()).toEqual([...cut, `${severity} ${code} ${path}`].toSorted())
  })
})

test('a base is looked at to its end however small it is, and wherever it is cut', () => {
  const made = node()
  made.make('qcow2', BASE, '16M')
  execFileSync('qemu-io', ['-c', 'write -q -P 1 0 256k', made.path(BASE)])
  made.overlay(`/${BASE}`, 'qcow2')
  const told = `high truncated ${BASE}`
  expect(lines(made)).not.toContain(told)
  made.truncate(BASE, 6 * 65536)
  expect(lines(made)).toContain(told)
})

test.each([
  ['with the cluster of its refcount table', 65536],
  ['within its first cluster', 3000],
  ['before its L1 table', 3 * 65536],
])('a base that is cut %s has lost all of its data, and that is grave by itself', (_, at) => {
  const made = node()
  made.make('qcow2', BASE, '16M')
  made.overlay(`/${BASE}`, 'qcow2')
  made.truncate(BASE, at)
  expect(lines(made)).toContain(`high truncated ${BASE}`)
})

describe('raw data with partitions', () => {
  const LABELS = [
    ['GPT', 'label: gpt\nsize=2MiB\nsize=8MiB\n', 2],
    ['MBR', 'label: dos\nsize=2MiB\nsize=8MiB, bootable\n', 2],
    ['MBR with logical ones', 'label: dos\nsize=1MiB\ntype=5\nsize=2MiB\nsize=8MiB\n', 2],
  ] as const

  test.each(LABELS)('a base that was cut takes its disks along: %s', (_, script, entry) => {
    const spoiled = node()
    rmSync(spoiled.path(`${STORE}/${IMAGE}`))
    makeDisk(spoiled.path(BASE), 16 * MIB, script)
    expect(lines(spoiled)).toEqual([])
    spoiled.truncate(BASE, 5 * MIB)
    expect(lines(spoiled)).toEqual([`high damaged-base ${BASE}`, `high truncated ${BASE}`])
    const { findings, instances } = viewOf(spoiled)
    const evidence = { case: 'truncated/partition', entry, length: 5 * MIB }
    expect(findings[1]).toMatchObject({ evidence })
    expect(instances[0]?.findings.map(({ code }) => code)).toEqual(['damaged-base'])
  })

  test('an instance’s own disk that was cut', () => {
    const spoiled = node()
    makeDisk(spoiled.path(DISK), 16 * MIB, LABELS[0][1])
    spoiled.diskInfo({ disk: 'raw' })
    spoiled.domain({ disk: 'raw' })
    const told = () => lines(spoiled).filter((line) => line.endsWith(DISK))
    expect(told()).toEqual([])
    spoiled.truncate(DISK, 5 * MIB)
    expect(told()).toEqual([`high truncated ${DISK}`])
  })

  test('is whole where the table ends before the file, and where only its copy is cut off', () => {
    const made = node()
    rmSync(made.path(`${STORE}/${IMAGE}`))
    makeDisk(made.path(BASE), 8 * MIB, 'label: gpt\nsize=2MiB\n')
    made.truncate(BASE, 16 * MIB)
    expect(lines(made)).not.toContain(`high truncated ${BASE}`)
    made.truncate(BASE, 4 * MIB)
    expect(lines(made)).toEqual([`warning partition-table ${BASE}`])
  })
})

test.each([
  ['the store', `${STORE}/${OTHER_IMAGE}`],
  ['the staging folder', `${dirname(STORE)}/staging/${OTHER_IMAGE}`],
  ['the image cache', `${dirname(STORE)}/image-cache/incomplete/${OTHER_IMAGE}`],
])('a disk with a GPT on its way into %s has its end still to come', (_, path) => {
  const made = node()
  made.write(path, '')
  makeDisk(made.path(path), 8 * MIB, 'label: gpt\nsize=2MiB\n')
  made.truncate(path, 4 * MIB)
  expect(lines(made).filter((line) => line.includes('partition-table'))).toEqual([])
  made.age(path, 3)
  const isStored = path.startsWith(STORE)
  expect(lines(made).includes(`warning partition-table ${path}`)).toBe(isStored)
})

describe('a disk in a folder that libvirt has no domain for', () => {
  const folder = `${INSTANCES}/${UUID.replace(/1$/, '7')}`
  const disk = `${folder}/disk`
  const told = (made: SmallNode) => {
    const { findings, instances } = viewOf(made)
    const ofDisk = (all: readonly Finding[]) =>
      all.filter(({ subject }) => subject.path === disk).map(({ code }) => code)
    const row = instances.find(({ id }) => id === folder)
    expect(ofDisk(row?.findings ?? [])).toEqual(ofDisk(findings))
    return ofDisk(findings)
  }

  test.each([
    ['qcow2', (made: SmallNode) => copyFileSync(made.path(DISK), made.path(disk))],
    [
      'raw',
      (made: SmallNode) =>
        makeDisk(made.path(disk), 16 * MIB, 'label: gpt\nstart=1MiB,size=10MiB\n'),
    ],
  ])('may still be on its way for an hour: %s', (_, make) => {
    const made = grown(node())
    made.write(disk, '')
    make(made)
    made.truncate(disk, 4 * MIB)
    expect(told(made)).toEqual([])
    made.ageFolder(folder, 2)
    expect(told(made)).toEqual(['truncated'])
  })

  test('is not called cut while the scan runs either: its domain may still be found', () => {
    const made = grown(node())
    made.write(disk, '')
    copyFileSync(made.path(DISK), made.path(disk))
    made.truncate(disk, 4 * MIB)
    const meanwhile = () => {
      const tree = liveTree(made.root)
      const plan = planScan(tree)
      const analysis = createNodeAnalysis(plan)
      const rows = plan.units.map((unit) => analysis.add(scanUnit(tree, unit)))
      return rows.find((row) => row?.id === folder)?.findings.map(({ code }) => code)
    }
    expect(meanwhile()).toEqual([])
    made.ageFolder(folder, 2)
    expect(meanwhile()).toEqual(['truncated'])
  })

  test('is not on its way where the domains of no libvirt were opened', () => {
    const made = grown(node())
    made.write(disk, '')
    copyFileSync(made.path(DISK), made.path(disk))
    made.truncate(disk, 4 * MIB)
    rmSync(made.path('etc/libvirt'), { recursive: true })
    expect(told(made)).toEqual(['truncated'])
  })
})

test('what is still being downloaded or converted is no cut image', () => {
  const made = node()
  const part = `${CACHE}/${sha1(OTHER_IMAGE)}.part`
  made.make('qcow2', part, '16M')
  execFileSync('qemu-io', ['-c', 'write -q 0 8M', made.path(part)])
  made.truncate(part, 5 * MIB)
  expect(lines(made)).toEqual([])
})

describe('QEMU’s own images never end short', () => {
  const cases = [
    ...['1', '2', '4', '8', '16', '32', '64'].map((bits) => `refcount_bits=${bits}`),
    ...['512', '4k', '2M'].map((size) => `cluster_size=${size}`),
    ...['metadata', 'falloc', 'full'].map((how) => `preallocation=${how}`),
    ...['lazy_refcounts=on', 'extended_l2=on', 'compat=0.10', 'data_file=data.raw'],
  ]

  test.each(cases)('%s', (options) => {
    const made = node()
    qemuImg(made.root, 'create', '-q', '-f', 'qcow2', '-o', options, 'made', '16M')
    const commands = ['write -q 0 3M', 'write -q 9M 2M', 'write -q -z 4M 1M', 'discard -q 1M 1M']
    execFileSync(
      'qemu-io',
      [...commands.flatMap((each) => ['-c', each]), made.path('made')].map(String),
      { cwd: made.root },
    )
    expect(withFile(made.path('made'), ({ source }) => endsShort(source))).toBe(false)
  })
})
