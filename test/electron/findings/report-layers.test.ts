import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nodeJson } from '../../../shared/report/json/json.ts'
import { type NodeReport, nodeReportSchema } from '../../../shared/report/schema/schema.ts'
import { overlayOn, qemuImg } from '../../helpers/programs/qemu-img.ts'
import { textOf } from '../../helpers/text-of.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
} from '../../helpers/trees/small-node.ts'
import { node } from '../../helpers/trees/spoiled-node.ts'

type Disk = NodeReport['instances'][number]['disks'][number]

function reportOf(made: SmallNode): NodeReport {
  const generator = { name: 'cowscope', version: '1' }
  return nodeReportSchema.parse(JSON.parse(textOf(nodeJson(made.scan(), generator))))
}

function diskOf(made: SmallNode): Disk {
  const [disk] = reportOf(made).instances[0]?.disks ?? []
  if (disk === undefined) throw new Error('the report has no disk')
  return disk
}

const allocated = (made: SmallNode, path: string) => statSync(made.path(path)).blocks * 512

/** What libvirt makes of a disk when it takes a snapshot of it. */
function snapshot(made: SmallNode, of: string, overlay: string): void {
  const below = ['-b', `/${of}`, '-F', 'qcow2']
  qemuImg(made.root, 'create', '-q', '-u', '-f', 'qcow2', ...below, overlay, '16M')
}

test('of a disk on its base the report has the base, as it is recorded and as it was found', () => {
  const made = node()
  expect(diskOf(made).layers).toEqual([
    {
      state: 'found',
      recorded: `/${BASE}`,
      recordedFormat: 'raw',
      foundBy: 'node-root',
      path: BASE,
      format: 'raw',
      content: null,
      virtualBytes: 8 << 20,
      lengthBytes: 8 << 20,
      allocatedBytes: allocated(made, BASE),
      allocatedFrom: 'blocks',
    },
  ])
})

test("of a snapshot's overlay it has every layer, down to the base", () => {
  const made = node()
  const [first, second] = [`${FOLDER}/disk.before`, `${FOLDER}/disk.after`]
  snapshot(made, DISK, first)
  snapshot(made, first, second)
  made.domain({ 'disk.after': 'qcow2' })
  const disk = diskOf(made)
  expect(disk).toMatchObject({ path: second, chain: 'complete', base: BASE })
  expect(disk.layers).toMatchObject([
    { state: 'found', recorded: `/${first}`, path: first, format: 'qcow2', virtualBytes: 16 << 20 },
    {
      state: 'found',
      recorded: `/${DISK}`,
      path: DISK,
      lengthBytes: statSync(made.path(DISK)).size,
    },
    { state: 'found', path: BASE, format: 'raw', allocatedBytes: allocated(made, BASE) },
  ])
})

test('where the chain ends too early the last layer says what is lacking', () => {
  const made = node()
  made.run('rm', BASE)
  const disk = diskOf(made)
  expect(disk.layers).toEqual([
    {
      state: 'missing',
      recorded: `/${BASE}`,
      recordedFormat: 'raw',
      foundBy: null,
      path: null,
      format: null,
      content: null,
      virtualBytes: null,
      lengthBytes: null,
      allocatedBytes: null,
      allocatedFrom: 'unknown',
    },
  ])
})

test('a base whose header cannot be read is the last layer', () => {
  const made = node()
  made.make('qcow2', BASE, '8M')
  made.overlay(`/${BASE}`, 'qcow2')
  // The place of the backing file's name, beyond the first cluster.
  made.patch(BASE, 8, 0, 0, 0, 0, 0x7f, 0, 0, 0, 0, 0, 0, 9)
  const { layers, chain } = diskOf(made)
  expect(chain).toBe('unreadable')
  expect(layers).toMatchObject([{ state: 'unreadable', path: BASE, format: 'qcow2' }])
})

test('what could not be read itself has a layer of which nothing is known: it may stand on anything', () => {
  const made = node()
  made.run('rm', '-r', DOMAIN, `${FOLDER}/disk.info`)
  const other = `${INSTANCES}/_base/${'b'.repeat(40)}`
  made.make('qcow2', other, '8M')
  made.patch(other, 4, 0, 0, 0, 9)
  made.patch(DISK, 4, 0, 0, 0, 9)
  const { bases } = reportOf(made)
  const untold = [{ state: 'unreadable', recorded: null, path: null, virtualBytes: null }]
  expect(diskOf(made).layers).toMatchObject(untold)
  expect(bases.find(({ path }) => path === other)?.layers).toMatchObject(untold)
})

test('a base that is recorded as raw is as long as its file, whatever header it begins with', () => {
  const made = node()
  made.make('qcow2', BASE, '10G')
  const { layers } = diskOf(made)
  expect(layers).toMatchObject([
    { recordedFormat: 'raw', virtualBytes: statSync(made.path(BASE)).size },
  ])
})

test('bases and stored images have their layers too, and nothing is below what stands alone', () => {
  const made = node()
  const resized = `${BASE}_20`
  overlayOn(made.root, `/${BASE}`, resized, '20M')
  const { bases, images } = reportOf(made)
  const layersOf = Object.fromEntries(bases.map(({ path, layers }) => [path, layers]))
  expect(layersOf[BASE]).toEqual([])
  expect(layersOf[resized]).toMatchObject([{ state: 'found', path: BASE }])
  expect(images).toMatchObject([{ name: IMAGE, layers: [] }])
})

test('a disk that is declared raw is read raw, and the report says what its header looks like as well', () => {
  const made = node()
  made.overlay('/etc/shadow', 'raw')
  made.diskInfo({ disk: 'raw' })
  made.domain({ disk: 'raw' })
  const disk = diskOf(made)
  expect(disk).toMatchObject({ format: 'qcow2', declaredFormat: 'raw', readAs: 'raw', layers: [] })
})

test('what nothing declares is read as what it is', () => {
  const made = node()
  made.run('rm', `${FOLDER}/disk.info`, 'etc/libvirt/qemu/instance-00000001.xml')
  expect(diskOf(made)).toMatchObject({ format: 'qcow2', declaredFormat: null, readAs: 'qcow2' })
})

test('an image of any other name in the folder of an instance has its format, sizes and layers', () => {
  const made = node()
  const before = `${FOLDER}/disk.before`
  snapshot(made, DISK, before)
  made.domain({ 'disk.before': 'qcow2' })
  expect(reportOf(made).instances[0]?.images).toEqual([])
  const copy = `${FOLDER}/backup/copy.qcow2`
  made.make('qcow2', copy, '8M', '-u', '-b', `/${BASE}`, '-F', 'raw')
  made.make('vmdk', `${FOLDER}/old.vmdk`, '2M', '-o', 'subformat=monolithicFlat')
  made.make('qcow2', `${FOLDER}/broken.qcow2`, '1M')
  made.patch(`${FOLDER}/broken.qcow2`, 4, 0, 0, 0, 9)
  expect(reportOf(made).instances[0]?.images).toMatchObject([
    {
      name: 'copy.qcow2',
      path: copy,
      format: 'qcow2',
      virtualBytes: 8 << 20,
      lengthBytes: statSync(made.path(copy)).size,
      allocatedBytes: allocated(made, copy),
      chain: 'complete',
      backing: { recorded: `/${BASE}`, resolved: BASE, format: 'raw', state: 'complete' },
      layers: [{ state: 'found', path: BASE }],
      unknown: null,
    },
    { name: 'broken.qcow2', virtualBytes: null, unknown: { virtual: 'header' } },
    { name: 'old.vmdk', format: 'vmdk', virtualBytes: 2 << 20, chain: 'standalone', layers: [] },
  ])
})

test('why a size is not known stands beside it', () => {
  const made = node()
  const other = `${INSTANCES}/_base/${'b'.repeat(40)}`
  made.make('qcow2', other, '8M')
  made.patch(other, 4, 0, 0, 0, 9)
  made.patch(DISK, 4, 0, 0, 0, 9)
  const { bases, instances } = reportOf(made)
  const [disk] = instances[0]?.disks ?? []
  expect(disk).toMatchObject({
    virtualBytes: null,
    overCommittedBytes: null,
    unknown: { virtual: 'header', allocated: null },
  })
  const damaged = bases.find(({ path }) => path === other)
  expect(damaged).toMatchObject({ virtualBytes: null, unknown: { virtual: 'header' } })
  const sound = bases.find(({ path }) => path === BASE)
  expect(sound?.unknown).toBeNull()
})
