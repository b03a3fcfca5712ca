import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeView } from '../../shared/analysis/model.ts'
import type { BaseRow } from '../../shared/analysis/rows.ts'
import { SeededRandom } from '../helpers/disk-images.ts'
import { viewOfFolder } from '../helpers/node-view.ts'
import { type DiskInfo, type HostDisk, type ManagedCache, runNova } from '../helpers/nova.ts'
import { disksAsNova, inOrder } from '../helpers/nova-disks.ts'
import { temporaryFolder } from '../helpers/qemu-img.ts'
import { type RandomNovaNode, randomNovaNode } from '../helpers/random-nova-node.ts'

/** `COWSCOPE_NOVA_SEED` makes other nodes, `COWSCOPE_NOVA_NODES` more of them. */
const SEED = Number(process.env['COWSCOPE_NOVA_SEED'] ?? 1)
const NODES = Number(process.env['COWSCOPE_NOVA_NODES'] ?? 6)
const NOVA = 120_000

const all = temporaryFolder()

/** Nova's driver and its image cache manager against what is foretold from the files alone. */
describe.each(Array.from({ length: NODES }, (_, at) => SEED * 1000 + at))(
  'a node at random (%i)',
  (seed) => {
    const root = join(all, String(seed))
    let node: RandomNovaNode
    let view: NodeView
    let infos: readonly DiskInfo[]
    let host: HostDisk
    let pass: ManagedCache

    beforeAll(() => {
      mkdirSync(root)
      node = randomNovaNode(root, new SeededRandom(seed))
      view = viewOfFolder(root)
      const { instancesPath, options, domains, known } = node
      const [, numbers, managed, ...disks] = runNova([
        { do: 'configure', instancesPath, options, images: {} },
        { do: 'hostDisk', domains },
        { do: 'manageCache', instances: known },
        ...domains.map((xml) => ({ do: 'diskInfo', xml }) as const),
      ])
      host = numbers
      pass = managed
      infos = disks.flat()
    }, NOVA)

    test('has the disks that Nova counts, field by field, and no other', () => {
      const rows = view.instances.filter(({ kind }) => kind !== 'resize')
      const ours = rows.flatMap(({ disks }) => disks)
      const theirs = inOrder(infos)
      expect(theirs.length).toBeGreaterThan(2)
      expect(disksAsNova(ours, root)).toEqual(theirs)
    })

    test('has the over-commit that Nova reports', () => {
      expect(view.accounting.nova?.overCommitted).toBe(host.overCommitted)
    })

    test('has a cache that Nova keeps and clears as foretold', () => {
      const foretold = view.bases.map((base) => [base.name, whatHappens(base)])
      const happened = view.bases.map(({ name, cache }) => {
        const isTold = cache?.why === undefined
        return [name, isTold ? whatHappened(name) : 'known to the database']
      })
      expect(Object.fromEntries(foretold)).toEqual(Object.fromEntries(happened))
    })

    test('leaves only the end of a resize to the database', () => {
      const others = view.bases.filter(({ cache }) => !['resize', undefined].includes(cache?.why))
      expect(others.map(({ name }) => name)).toEqual([])
    })

    function whatHappened(name: string): string {
      if (!pass.left.includes(name)) return 'removed'
      const path = join(node.instancesPath, '_base', name)
      const young = `INFO Base, swap or ephemeral file too young to remove: ${path}`
      return pass.log.includes(young) ? 'too young' : 'left'
    }

    function whatHappens({ cache }: BaseRow): string {
      if (cache?.why !== undefined) return 'known to the database'
      if (cache?.removableAtMs === undefined) return 'left'
      return cache.removableAtMs <= view.finishedAtMs ? 'removed' : 'too young'
    }
  },
)
