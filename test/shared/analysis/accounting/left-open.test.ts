import { expect, test } from 'vitest'
import { userShare } from '../../../../shared/analysis/accounting/user-share.ts'
import { knownSizes } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { FormatError } from '../../../../shared/bytes/errors.ts'
import type { TreeFault } from '../../../../shared/files/tree.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  domainFacts,
  entry,
  INSTANCES,
  instanceUnit,
  qcow2,
  raw,
  uuid,
} from '../scan-builder.ts'
import { viewOf } from './accounted-node.ts'

const SHA1 = '0b40eecf3c76a87cb3a65862923e6560d1adb7b9'
const cache = baseUnit(base(SHA1, { allocated: 100 }))
const over = instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: qcow2(`/${BASE}/${SHA1}`) })])
const flat = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw() })])
const at = `${INSTANCES}/${uuid(3)}`
const fault: TreeFault = { code: 'permission', path: at, errno: 'EACCES' }
const shut = instanceUnit(uuid(3), [entry(at, { type: 'directory', role: 'directory', fault })])

test('what was not read may use the same base: what is shared by how many is not known', () => {
  const { instances, bases } = viewOf([cache, over, flat, shut])
  expect(instances[0]).toMatchObject({ isShareOpen: true })
  // What nobody else has is known: of the base it is not whether it goes along.
  expect(instances.map(knownSizes)).toEqual([
    { exclusive: 4096, isExclusiveAtLeast: true },
    { exclusive: 4096, shared: 0, amortised: 4096 },
    undefined,
  ])
  expect(bases).toMatchObject([{ users: 1, isUsersAtLeast: true }])
  expect(bases.map(userShare)).toEqual([undefined])
})

test('a base that others were seen to use stays whatever was not read: what is freed is exact', () => {
  const second = instanceUnit(uuid(4), [
    disk(uuid(4), 'disk', { image: qcow2(`/${BASE}/${SHA1}`) }),
  ])
  const { instances } = viewOf([cache, over, second, shut])
  const [row, , another] = instances
  for (const one of [row, row?.disks[0], another])
    expect(one?.sizes).toEqual({ exclusive: 4096, shared: 100 })
})

test('a base on a base frees at least itself, where what is below it may be kept for a copied disk', () => {
  const above = base('1'.repeat(40), { allocated: 30, image: qcow2(`/${BASE}/${SHA1}`) })
  const both = baseUnit(base(SHA1, { allocated: 100 }), above)
  const { bases } = viewOf([both, flat])
  const freed = bases.map((row) => [row.exclusive, row.isExclusiveAtLeast])
  expect(freed.sort()).toEqual([
    [100, undefined],
    [30, true],
  ])
})

test('a sum of shares is no bound then: that of each may be smaller than it looks', () => {
  const left = instanceUnit(`${uuid(1)}_resize`, [
    disk(`${uuid(1)}_resize`, 'disk', { image: qcow2(`/${BASE}/${SHA1}`) }),
  ])
  const { space } = viewOf([cache, over, left, flat]).accounting
  expect(space).toMatchObject({ amortised: 2 * 4096 + 50, leftovers: 4096 + 50 })
  const view = viewOf([cache, over, left, flat, shut])
  expect(view.accounting.space).not.toHaveProperty('amortised')
  expect(view.accounting.space).not.toHaveProperty('leftovers')
  expect(nodeText(view)).toMatch(/^ {2}leftovers +unknown .*what was not seen may share it too$/m)
})

test('a base that could not be read is used by those that name it: that they do not tell what they stand on is not said', () => {
  const path = `${BASE}/${SHA1}`
  const { image: _, ...unprobed } = base(SHA1, { allocated: 100 })
  const unread = baseUnit({ ...unprobed, fault: { ...fault, path } })
  const { bases, accounting } = viewOf([unread, over, flat])
  expect(bases).toMatchObject([{ users: 1, overlays: [{ path: `${INSTANCES}/${uuid(1)}/disk` }] }])
  expect(bases.map(({ cache }) => cache?.kind)).toEqual(['in-use'])
  expect(accounting.space).toMatchObject({ unknownCache: 0 })
  const reasons = accounting.cache?.doubts.map(({ reason }) => reason)
  expect(reasons?.sort()).toEqual(['below', 'unreadable'])
})

const { fault: odd } = new FormatError('invalid', 'header', 0, 1, 9)
const damaged = disk(uuid(3), 'disk', {
  image: { format: 'qcow2', fault: odd },
})
const linkedOut = disk(uuid(3), 'disk', {
  type: 'symlink',
  link: { target: '/elsewhere/disk', leavesRoot: true },
})
const xml = 'etc/libvirt/qemu/instance-00000003.xml'
const doubtful: readonly (readonly [string, readonly UnitResult[]])[] = [
  ['a header that is damaged', [instanceUnit(uuid(3), [damaged])]],
  [
    'XML that is not understood',
    [
      {
        unit: { kind: 'domains', path: 'etc/libvirt/qemu' },
        entries: [entry(xml, { role: 'domain.xml' })],
        textFaults: [{ path: xml, fault: odd }],
      },
    ],
  ],
]

test.each(doubtful)('%s leaves open who uses a base, as its state does', (_, units) => {
  const { instances, bases } = viewOf([cache, over, flat, ...units])
  expect(bases).toMatchObject([{ users: 1, isUsersAtLeast: true }])
  const known = instances.map((row) => row.isShareOpen === undefined)
  expect(known.slice(0, 2)).toEqual([false, true])
})

test('a disk that a symlink has elsewhere leaves open who uses a base, and no sums of others', () => {
  const { instances, bases } = viewOf([cache, over, flat, instanceUnit(uuid(3), [linkedOut])])
  expect(bases).toMatchObject([{ users: 1, isUsersAtLeast: true }])
  expect(instances[0]).not.toHaveProperty('isShareOpen')
  // Freed for certain is the disk, and not the base that the other one may stand on.
  expect(instances.slice(0, 1).map((row) => knownSizes(row)?.exclusive)).toEqual([4096])
})

test('configuration that could not be read stands on nothing', () => {
  const path = 'etc/nova/nova.conf'
  const closed: UnitResult = {
    unit: { kind: 'folder', path: 'etc' },
    entries: [entry(path, { fault: { code: 'permission', path, errno: 'EACCES' } })],
  }
  const { instances, bases } = viewOf([cache, over, closed])
  expect(instances[0]).not.toHaveProperty('isShareOpen')
  expect(bases[0]).not.toHaveProperty('isUsersAtLeast')
})

test('when all was read it is', () => {
  const { instances, bases } = viewOf([cache, over, flat])
  expect(instances.map((row) => knownSizes(row)?.amortised)).toEqual([4096 + 100, 4096])
  expect(bases[0]).not.toHaveProperty('isUsersAtLeast')
  expect(bases.map(userShare)).toEqual([100])
})

test('a disk that could not be read stands on nobody knows what', () => {
  const unread = disk(uuid(1), 'disk', {
    fault: { ...fault, path: `${INSTANCES}/${uuid(1)}/disk` },
  })
  const { instances } = viewOf([cache, instanceUnit(uuid(1), [unread])])
  expect(instances.map(knownSizes)).toEqual([{ exclusive: 4096, isExclusiveAtLeast: true }])
})

test('an instance without a domain here may be of the hosts that use the storage too', () => {
  const domains: UnitResult = {
    unit: { kind: 'domains', path: 'etc/libvirt/qemu' },
    entries: [entry('etc/libvirt/qemu', { type: 'directory', role: 'directory' })],
    domains: [domainFacts({ uuid: uuid(1), path: 'etc/libvirt/qemu/i.xml' })],
  }
  const seen = ['compute-08', 'compute-09'].map((host) => ({ host, seenMs: Date.now() }))
  const top: UnitResult = {
    unit: { kind: 'top', path: INSTANCES },
    entries: [],
    computeNodes: seen,
  }
  const { instances } = viewOf([cache, over, flat, domains, top])
  expect(instances.map(({ otherHosts }) => otherHosts)).toEqual([
    undefined,
    ['compute-08', 'compute-09'],
  ])
  expect(viewOf([cache, over, flat, domains]).instances[1]).not.toHaveProperty('otherHosts')
})
