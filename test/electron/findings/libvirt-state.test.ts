import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { isRemovable } from '../../../shared/analysis/cleanup/step.ts'
import type { InstanceRow } from '../../../shared/analysis/rows/rows.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import { savedDomain } from '../../helpers/nova/saved-domain.ts'
import { duOf } from '../../helpers/programs/du.ts'
import { scanWhole } from '../../helpers/scan/whole-scan.ts'
import {
  DOMAIN,
  domainXml,
  IMAGE,
  INSTANCES,
  type SmallNode,
  sha1,
  smallNode,
  UUID,
} from '../../helpers/trees/small-node.ts'

const STATE = 'var/lib/libvirt/qemu'
const SAVE = `${STATE}/save/instance-00000001.save`
const CHECKPOINT = `${STATE}/checkpoint/instance-00000001/backup.xml`
const IDLE = `${INSTANCES}/_base/${sha1('idle')}`
const MONTH_HOURS = 40 * 24
const SECRET = 'hunter2-of-vnc'

/** A node with a base that is old enough to go. */
function node(): SmallNode {
  const made = smallNode()
  made.make('raw', IDLE, '4M')
  made.age(IDLE, MONTH_HOURS)
  return made
}

/** A domain as it was, which has one more disk. */
const was = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE).replace(
  '</devices>',
  `<disk type="file"><driver type="raw"/><source file="/${IDLE}"/></disk>
   <graphics type="vnc" passwd="${SECRET}"/></devices>`,
)

const removable = (made: SmallNode) =>
  cleanupSteps(scanWhole(made.root))
    .filter(isRemovable)
    .map(({ path }) => path)

describe('what libvirt keeps of a guest beside its definition counts', () => {
  test.each<readonly [string, string, string | Uint8Array]>([
    ['a managed save', SAVE, savedDomain(was)],
    ['one that is still written', SAVE, savedDomain(was, { magic: 'LibvirtQemudPart' })],
    ['a checkpoint', CHECKPOINT, `<domaincheckpoint><name>b</name>${was}</domaincheckpoint>`],
  ])('%s needs its files', (_, path, content) => {
    const made = node()
    expect(removable(made)).toEqual([IDLE])
    made.write(path, content)
    expect(removable(made)).toEqual([])
    const { view } = scanWhole(made.root)
    const base = view.bases.find(({ id }) => id === IDLE)
    expect(base?.dependants.others.map((one) => one.path)).toEqual([path])
    expect(JSON.stringify(view)).not.toContain(SECRET)
  })

  test.each<readonly [string, string, string | Uint8Array]>([
    ['a managed save', SAVE, savedDomain('<domain>')],
    ['what is none', SAVE, Buffer.alloc(4096, 7)],
    ['a checkpoint', CHECKPOINT, '<domaincheckpoint><name>x</name>'],
  ])('while %s is not understood nothing in the cache may go', (_, path, content) => {
    const made = node()
    made.write(path, content)
    expect(removable(made)).toEqual([])
    const { findings } = scanWhole(made.root).view
    expect(findings.map(({ code }) => code)).toContain('text-fault')
  })
})

describe('wherever a way of deploying has libvirt keep it', () => {
  const SNAP = 'var/snap/openstack-hypervisor/common'
  const snapshot = `<domainsnapshot><name>s</name>${was}</domainsnapshot>`
  const checkpoint = `<domaincheckpoint><name>b</name>${was}</domaincheckpoint>`
  const states = [
    STATE,
    'var/lib/docker/volumes/libvirtd/_data/qemu',
    'var/lib/containers/storage/volumes/libvirtd/_data/qemu',
    `${SNAP}/lib/libvirt/qemu`,
  ]
  const kept = states.flatMap((state) => [
    [`${state}/save/a.save`, savedDomain(was)] as const,
    [`${state}/snapshot/a/s.xml`, snapshot] as const,
    [`${state}/checkpoint/a/b.xml`, checkpoint] as const,
  ])
  const running = ['run/libvirt/qemu/a.xml', `${SNAP}/run/libvirt/qemu/a.xml`]
  test.each<readonly [string, string | Uint8Array]>([
    ...kept,
    ...running.map((path) => [path, `<domstatus state="running">${was}</domstatus>`] as const),
  ])('%s', (path, content) => {
    const made = node()
    made.write(path, content)
    expect(removable(made)).toEqual([])
  })
})

test('an instance that was suspended says where its memory is, and takes it along', () => {
  const made = node()
  const before = scanWhole(made.root)
  made.write(SAVE, savedDomain(domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)))
  const { view, travelOf } = scanWhole(made.root)
  const [row] = view.instances
  expect(row?.identity).toMatchObject({ xml: DOMAIN, savedAt: SAVE })
  expect(before.view.instances[0]?.identity?.savedAt).toBeUndefined()
  expect(view.findings).toEqual(before.view.findings)
  const memory = row && travelOf(row)?.needed.find(({ kind }) => kind === 'memory')
  expect(memory).toMatchObject({ path: SAVE, otherUsers: 0 })
  expect(view.others.listed.map(({ path, role }) => [path, role])).toContainEqual([
    SAVE,
    'managed-save',
  ])
  expect(view.totals.allocated).toBe(duOf(made.root))
})

test('an instance that was suspended is one domain of libvirt, as Nova counts it', () => {
  const made = node()
  const before = scanWhole(made.root).view.accounting.nova
  made.write(SAVE, savedDomain(domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)))
  const { nova } = scanWhole(made.root).view.accounting
  expect(before).toMatchObject({ from: 'domains', instances: 1, disks: 1 })
  expect(nova).toMatchObject({
    from: 'domains',
    instances: 1,
    disks: 1,
    overCommitted: before?.overCommitted,
    placement: before?.placement,
  })
})

describe('what libvirt has of one guest and nobody understands', () => {
  const OTHER = UUID.replace(/.$/, '7')
  /** What is its alone is known anyhow; its part of what it shares, only where nothing else may use that. */
  const hasSizes = ({ sizes }: Pick<InstanceRow, 'sizes'>) => sizes?.amortised !== undefined
  const withOther = () => {
    const made = node()
    made.write(
      'etc/libvirt/qemu/instance-00000007.xml',
      domainXml(7, OTHER, { disk: 'qcow2' }, IMAGE),
    )
    made.write(`${INSTANCES}/${OTHER}/console.log`, '')
    const below = ['-u', '-F', 'raw', '-b', `/${INSTANCES}/_base/${sha1(IMAGE)}`]
    made.make('qcow2', `${INSTANCES}/${OTHER}/disk`, '1G', ...below)
    made.write(`${INSTANCES}/${OTHER}_del/disk`, 'x'.repeat(9000), MONTH_HOURS)
    return made
  }

  test.each([
    ['its saved memory', SAVE],
    ['a snapshot of it', `${STATE}/snapshot/instance-00000001/s.xml`],
  ])('leaves open the sums of its instance, and of no other, and what may go: %s', (_, path) => {
    const made = withOther()
    expect(scanWhole(made.root).view.instances.filter(hasSizes)).toHaveLength(3)
    made.write(path, 'LibvirtQemudSave of which the rest is lost')
    const { view } = scanWhole(made.root)
    const unknown = view.instances.filter((row) => !hasSizes(row))
    expect(unknown.map(({ uuid }) => uuid)).toEqual([UUID])
    // It may name any file, as a snapshot does that was made elsewhere.
    expect(removable(made)).toEqual([])
    expect(nodeText(view)).toContain(`what could not be read may use the same files (${path}): `)
  })

  test('leaves open what all have where nothing else tells of that guest', () => {
    const made = withOther()
    made.write(`${STATE}/save/unknown.save`, 'LibvirtQemudSave of which the rest is lost')
    expect(scanWhole(made.root).view.instances.filter(hasSizes)).toHaveLength(1)
    expect(removable(made)).toEqual([])
  })
})

describe('a volume of a storage pool', () => {
  const OWN = 'etc/libvirt/qemu/own.xml'
  const POOL = 'etc/libvirt/storage/images.xml'
  const poolOf = (target: string) =>
    `<pool type="dir"><name>images</name><target><path>/${target}</path></target></pool>`
  const withVolume = (made: SmallNode, volume: string) =>
    made.write(
      OWN,
      `<domain type="kvm"><name>own</name><uuid>99999999-1111-4222-8333-444444444444</uuid><devices>
      <disk type="volume"><driver type="qcow2"/><source pool="images" volume="${volume}"/></disk></devices></domain>`,
    )

  test('is the file of that name where the pool lies, which is in use', () => {
    const made = node()
    withVolume(made, sha1('idle'))
    made.write(POOL, poolOf(`${INSTANCES}/_base`))
    expect(removable(made)).toEqual([])
    const base = scanWhole(made.root).view.bases.find(({ id }) => id === IDLE)
    expect(base?.dependants.others.map(({ path }) => path)).toEqual([OWN])
  })

  test.each([
    'etc/libvirt/storage',
    'run/libvirt/storage',
    'var/snap/openstack-hypervisor/common/etc/libvirt/storage',
    'var/snap/openstack-hypervisor/common/run/libvirt/storage',
  ])('by a pool in %s', (folder) => {
    const made = node()
    withVolume(made, 'elsewhere.qcow2')
    expect(removable(made)).toEqual([])
    made.write('srv/readme', '')
    made.write(`${folder}/images.xml`, poolOf('srv'))
    made.make('qcow2', 'srv/elsewhere.qcow2', '4M')
    expect(removable(made)).toEqual([IDLE])
  })

  test.each([
    ['data.img', [IDLE]],
    [sha1('idle'), []],
  ])('that is raw, of a pool that no XML tells of, is no other file: %s', (volume, expected) => {
    const made = node()
    made.write(
      OWN,
      `<domain type="kvm"><name>own</name><uuid>99999999-1111-4222-8333-444444444444</uuid><devices>
      <disk type="volume"><driver type="raw"/><source pool="images" volume="${volume}"/></disk></devices></domain>`,
    )
    made.write(`${INSTANCES}/bbbbbbbb-0000-4000-8000-000000000002_del/disk`, 'x', MONTH_HOURS)
    // A folder may be the pool.
    expect(removable(made)).toEqual(expected)
  })

  test('leaves no base open where it is another file, as it does where no pool tells', () => {
    const made = node()
    made.write('srv/readme', '')
    made.make('qcow2', 'srv/other.qcow2', '4M')
    withVolume(made, 'other.qcow2')
    expect(removable(made)).toEqual([])
    made.write(POOL, poolOf('srv'))
    expect(removable(made)).toEqual([IDLE])
  })
})

describe('a volume of a pool that is no folder', () => {
  const openWith = (type: string, disk: string) => {
    const made = node()
    const volume = `<disk type="volume">${disk}<source pool="blocks" volume="x"/></disk>`
    const domain = `<domain><name>own</name><uuid>${UUID.replace(/1$/, '5')}</uuid><devices>${volume}</devices></domain>`
    made.write('etc/libvirt/qemu/own.xml', domain)
    made.write('etc/libvirt/storage/b.xml', `<pool type="${type}"><name>blocks</name></pool>`)
    return made.scan().view.bases.some(({ cache }) => cache?.why === 'unseen')
  }

  test.each([
    'logical',
    'disk',
    'iscsi',
    'iscsi-direct',
    'scsi',
    'mpath',
    'rbd',
    'sheepdog',
    'zfs',
  ])('stands on no base as raw data, and may as qcow2, in one of %s', (type) => {
    expect(openWith(type, '<driver type="raw"/>')).toBe(false)
    // libvirt guesses no format.
    expect(openWith(type, '')).toBe(false)
    expect(openWith(type, '<driver type="qcow2"/>')).toBe(true)
    expect(openWith(type, '<driver type="qcow2"/><backingStore/>')).toBe(false)
  })

  test('is not told where nobody knows what the pool is', () => {
    expect(openWith('future', '<driver type="raw"/>')).toBe(true)
  })
})

test('a storage pool that cannot be understood leaves no base open, as no guest has a volume', () => {
  const made = node()
  made.write('etc/libvirt/storage/p.xml', '<pool>')
  expect(removable(made)).toEqual([IDLE])
  expect(scanWhole(made.root).view.findings.map(({ code }) => code)).toEqual([
    'text-fault',
    'unused-base',
  ])
})

test('a folder that is a storage pool’s is not to be removed, and what lies in one may be', () => {
  const made = node()
  const gone = `${INSTANCES}/bbbbbbbb-0000-4000-8000-000000000002_del`
  made.write(`${gone}/disk`, 'x'.repeat(9000), MONTH_HOURS)
  expect(removable(made)).toEqual([IDLE, gone])
  const pool = (target: string) =>
    `<pool type="dir"><name>p</name><target><path>/${target}</path></target></pool>`
  made.write('etc/libvirt/storage/p.xml', pool(INSTANCES))
  expect(removable(made)).toEqual([IDLE, gone])
  made.write('etc/libvirt/storage/p.xml', pool(gone))
  expect(removable(made)).toEqual([IDLE])
})

describe('what runs', () => {
  const STATUS = 'run/libvirt/qemu/instance-00000001.xml'
  const migrating = `<domstatus state="paused" reason="migration"><job type="none" async="migration in"/>${domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)}</domstatus>`

  function moved(made: SmallNode) {
    const { view, travelOf } = scanWhole(made.root)
    const [row] = view.instances
    const kinds = row && travelOf(row)?.needed.map(({ kind, path }) => `${kind} ${path}`)
    return { view, travelOf, kinds, row }
  }

  test('takes its definition along, and never libvirt’s status', () => {
    const made = smallNode()
    made.write(STATUS, migrating)
    expect(moved(made).kinds).toContain(`domain ${DOMAIN}`)
    expect(moved(made).kinds).not.toContain(`domain ${STATUS}`)
  })

  test('is said to run in every report, and to have no definition here', () => {
    const made = smallNode()
    made.write(STATUS, migrating)
    rmSync(made.path(DOMAIN))
    const { view, travelOf, kinds, row } = moved(made)
    expect(kinds?.filter((one) => one.startsWith('domain'))).toEqual([])
    expect(row?.identity?.state).toEqual({
      state: 'paused',
      reason: 'migration',
      job: 'migration in',
    })
    const text = nodeText(view, { travelOf })
    expect(text).toContain('paused (migration); migration in')
    expect(text).toContain('touch nothing of it before this has ended')
    expect(text).toContain('no definition of its domain is here')
    expect(text).toContain('QEMU has the disks open')
  })
})
