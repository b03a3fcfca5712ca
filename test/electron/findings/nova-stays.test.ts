import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  disks,
  expectHealthy,
  IMAGE,
  INSTANCES,
  known,
  nodeBelow,
  spawn,
  XML,
} from '../../helpers/nova/moved-node.ts'
import { runNova } from '../../helpers/nova/nova.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { sha1 } from '../../helpers/trees/small-node.ts'

const NOVA = 240_000
const root = temporaryFolder()

test(
  'of an instance that is shelved and not offloaded nothing is wrong, and its base stays in use',
  () => {
    const made = nodeBelow(join(root, 'shelved'))
    const [, { xml }] = runNova([
      made.configure,
      { ...spawn, ...disks },
      { ...known, do: 'shelve' },
    ])
    made.write(XML, xml)
    expect(readdirSync(join(made.instancesPath, 'snapshots'))).toEqual([])
    expectHealthy(made)
    const { instances, bases } = made.scan().view
    expect(instances).toMatchObject([{ uuid: known.uuid, kind: 'instance' }])
    expect(bases.find(({ name }) => name === sha1(IMAGE))?.cache?.kind).toBe('in-use')
  },
  NOVA,
)

describe('where an instance is evacuated', () => {
  test(
    'nothing is wrong on the host that it comes to, by its image or with its disks on shared storage',
    () => {
      const made = nodeBelow(join(root, 'target'))
      // Rebuilt there: what is in the folder already is taken as it is.
      const [, , { xml }] = runNova([
        made.configure,
        { ...spawn, ...disks },
        { ...spawn, ...disks },
      ])
      made.write(XML, xml)
      expectHealthy(made)
      expect(made.scan().view.instances).toHaveLength(1)
    },
    NOVA,
  )

  test(
    'the host that it left is as it was until its nova-compute is back, which leaves the bases alone',
    () => {
      const made = nodeBelow(join(root, 'source'))
      const [, { xml }] = runNova([made.configure, { ...spawn, ...disks }])
      made.write(XML, xml)
      expectHealthy(made)
      runNova([made.configure, { ...known, do: 'evacuated' }])
      // libvirt takes the definition away with the domain.
      rmSync(join(made.root, XML))
      expectHealthy(made)
      const { instances, bases } = made.scan().view
      expect(instances).toEqual([])
      expect(readdirSync(made.instancesPath)).not.toContain(known.uuid)
      const base = bases.find(({ id }) => id === `${INSTANCES}/_base/${sha1(IMAGE)}`)
      expect(base?.cache?.kind).toBe('too-young')
    },
    NOVA,
  )
})
