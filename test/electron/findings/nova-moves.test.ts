import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  disks,
  expectHealthy,
  IMAGE,
  INSTANCES,
  known,
  type Made,
  nodeBelow,
  SNAPSHOT,
  spawn,
  VOLUME,
  XML,
} from '../../helpers/nova/moved-node.ts'
import { runNova } from '../../helpers/nova/nova.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { sha1 } from '../../helpers/trees/small-node.ts'

const NOVA = 240_000

describe('on the host that an instance is migrated to while it runs', () => {
  const root = temporaryFolder()
  let made: Made
  let xml = ''
  beforeAll(() => {
    made = nodeBelow(root)
    const target = { ...known, ...disks, do: 'liveMigrationTarget' } as const
    ;[, { xml }] = runNova([made.configure, { ...spawn, ...disks }, target])
    mkdirSync(join(root, 'etc/libvirt/qemu'), { recursive: true })
  }, NOVA)

  test('its prepared disks are no orphan’s, though no domain is there yet', () => {
    expectHealthy(made)
    const [row] = made.scan().view.instances
    expect(row?.disks.map(({ name, chain }) => [name, chain])).toEqual([
      ['disk', 'complete'],
      ['disk.config', 'standalone'],
      ['disk.eph0', 'complete'],
      ['disk.swap', 'complete'],
    ])
  })

  test('nothing is wrong when the domain comes in, which has no definition yet', () => {
    made.write('run/libvirt/qemu/instance-00000001.xml', `<domstatus>${xml}</domstatus>`)
    expectHealthy(made)
  })

  test('nor when it is defined there', () => {
    made.write(XML, xml)
    expectHealthy(made)
  })
})

describe('on the host that an instance is unshelved on', () => {
  const root = temporaryFolder()

  test(
    'its disk stands on its own image again, and the copy of the snapshot waits for its age',
    () => {
      const made = nodeBelow(join(root, 'kept'))
      const unshelve = { ...known, do: 'unshelve', original: IMAGE } as const
      const shelved = { ...spawn, ...disks, image: SNAPSHOT }
      const [, { xml }] = runNova([made.configure, shelved, unshelve])
      made.write(XML, xml.replaceAll(SNAPSHOT, IMAGE))
      expectHealthy(made)
      const { bases, instances } = made.scan().view
      const states = bases.map(({ name, cache }) => [name, cache?.kind])
      expect(states).toContainEqual([sha1(IMAGE), 'in-use'])
      expect(states).toContainEqual([sha1(SNAPSHOT), 'too-young'])
      expect(instances[0]?.disks[0]?.base).toBe(`${INSTANCES}/_base/${sha1(IMAGE)}`)
    },
    NOVA,
  )
})

describe('where a resize was confirmed', () => {
  const root = temporaryFolder()

  test(
    'nothing is wrong, and the disk is as large as the new flavor',
    () => {
      const made = nodeBelow(join(root, 'node'))
      const [, { xml }] = runNova([
        made.configure,
        { ...spawn, ephemeralGib: [1] },
        { ...known, do: 'resize' },
        { ...known, do: 'confirm' },
      ])
      made.write(XML, xml.replace('<nova:disk>1<', '<nova:disk>2<'))
      expectHealthy(made)
      expect(made.scan().view.instances.map(({ kind }) => kind)).toEqual(['instance'])
      expect(made.scan().view.instances[0]?.disks[0]?.virtual).toBe(2 ** 31)
    },
    NOVA,
  )
})

describe('on a host where an instance that boots from a volume', () => {
  const root = temporaryFolder()
  let made: Made
  let xml = ''
  let rescued = ''
  let active: readonly string[] = []
  beforeAll(() => {
    made = nodeBelow(root)
    ;[, { xml }, { xml: rescued }, { active }] = runNova([
      made.configure,
      { ...spawn, rootVolume: VOLUME },
      { ...known, do: 'rescue' },
      { do: 'cachePass', instances: [known.uuid] },
    ])
  }, NOVA)

  test('is being rescued with all its devices, that is told, and that Nova does not look at its base', () => {
    made.write(XML, rescued)
    expectHealthy(made, [
      `warning base-used-unseen ${INSTANCES}/_base/${sha1(IMAGE)}`,
      `info rescue-in-progress ${INSTANCES}/${known.uuid}`,
    ])
    expect(active).toEqual([])
    const [row] = made.scan().view.instances
    expect(row?.remoteDisks).toMatchObject([{ root: true, volumeId: VOLUME }])
  })

  test('was rescued, nothing is wrong', () => {
    made.write(XML, xml)
    for (const name of ['unrescue.xml', 'disk.rescue'])
      rmSync(join(made.instancesPath, known.uuid, name))
    expectHealthy(made)
  })
})
