import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeView } from '../../shared/analysis/model.ts'
import type { BaseRow, InstanceRow } from '../../shared/analysis/rows/rows.ts'
import { scanTogether } from '../electron/cli/scan/scan-together.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { type DiskInfo, type HostDisk, type ManagedCache, runNova } from '../helpers/nova/nova.ts'
import { disksAsNova, inOrder } from '../helpers/nova/nova-disks.ts'
import {
  type RandomNovaHost,
  type RandomNovaNodes,
  randomNovaNode,
  randomNovaNodes,
} from '../helpers/nova/random-nova-node.ts'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../helpers/scan/node-view.ts'

/** `COWSCOPE_NOVA_SEED` makes other nodes, `COWSCOPE_NOVA_NODES` more of them. */
const SEED = Number(process.env['COWSCOPE_NOVA_SEED'] ?? 1)
const NODES = Number(process.env['COWSCOPE_NOVA_NODES'] ?? 4)
const NOVA = 120_000
const GIB = 1024 ** 3

const all = temporaryFolder()

/** Nova's driver and its image cache manager against what is foretold from the files alone. */
describe.each(Array.from({ length: NODES }, (_, at) => SEED * 1000 + at))(
  'a node at random (%i)',
  (seed) => {
    const root = join(all, `node-${seed}`)
    let node: RandomNovaNodes
    let view: NodeView
    let infos: readonly DiskInfo[]
    let host: HostDisk
    let pass: ManagedCache

    beforeAll(() => {
      mkdirSync(root)
      node = randomNovaNode(root, new SeededRandom(seed))
      view = viewOfFolder(root)
      const { instancesPath, hosts, known } = node
      const { options = {}, domains = [] } = hosts[0] ?? {}
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
      const happened = toldByFiles(view, (name) => whatHappened(name, node.instancesPath, pass))
      expect(foretold(view)).toEqual(happened)
    })

    test('leaves only the end of a resize to the database', () => {
      const others = view.bases.filter(({ cache }) => !['resize', undefined].includes(cache?.why))
      expect(others.map(({ name }) => name)).toEqual([])
    })
  },
)

/** What one host's Nova says of its disks, and does with a copy of what all of them share. */
interface SeenByHost {
  readonly host: RandomNovaHost
  readonly infos: readonly DiskInfo[]
  readonly numbers: HostDisk
  readonly pass: ManagedCache
  readonly instancesPath: string
}

describe.each(Array.from({ length: Math.ceil(NODES / 2) }, (_, at) => SEED * 1000 + at))(
  'hosts on one instances_path at random (%i)',
  (seed) => {
    const root = join(all, `hosts-${seed}`)
    let view: NodeView
    let seen: readonly SeenByHost[]

    beforeAll(async () => {
      mkdirSync(root)
      const nodes = randomNovaNodes(root, ['host-a', 'host-b'], new SeededRandom(seed))
      seen = nodes.hosts.map((host) => seenBy(host, nodes))
      const opened = [...nodes.hosts.map((host) => host.root), nodes.instancesPath]
      view = await scanTogether(opened)
    }, NOVA)

    test('have the disks that the Nova of each counts, field by field, and no other', () => {
      for (const { host, infos } of seen) {
        const rows = view.instances.filter((row) => isOf(host, row))
        const theirs = inOrder(infos)
        expect(theirs.length).toBeGreaterThan(0)
        const ours = rows.flatMap(({ disks }) => disks)
        expect(disksAsNova(ours, view.rootPath)).toEqual(theirs)
      }
    })

    test('have the over-commit and the disk_available_least that each reports', () => {
      const ours = view.nodes?.map(({ name, accounting: { nova } }) => ({
        name,
        overCommitted: nova?.overCommitted,
        least: (nova?.free ?? Number.NaN) - (nova?.availableLeast ?? Number.NaN),
        skipped: nova?.skippedInstances,
      }))
      const theirs = seen.map(({ host: { root: at }, numbers: { overCommitted } }) => {
        return { name: basename(at), overCommitted, least: overCommitted, skipped: 0 }
      })
      expect(ours).toEqual(theirs)
      // Other processes write to the disk meanwhile: Nova's own free space is taken for ours.
      for (const { numbers } of seen) {
        const least = numbers.free - numbers.overCommitted
        expect(Math.trunc(least / GIB) + 0).toBe(numbers.availableLeastGib)
      }
    })

    test('have a cache of which only that goes which each of them removes', () => {
      const happened = toldByFiles(view, (name) => {
        const all = seen.map(({ instancesPath, pass }) => whatHappened(name, instancesPath, pass))
        return ['left', 'too young'].find((one) => all.includes(one)) ?? 'removed'
      })
      expect(foretold(view)).toEqual(happened)
    })
  },
)

function seenBy(host: RandomNovaHost, { instancesPath, known }: RandomNovaNodes): SeenByHost {
  const { root, options, domains } = host
  const copy = `${root}-cleared`
  execFileSync('cp', ['-a', instancesPath, copy])
  const [, numbers, , pass, ...disks] = runNova([
    { do: 'configure', instancesPath, options, images: {} },
    { do: 'hostDisk', domains },
    { do: 'configure', instancesPath: copy, options, images: {} },
    { do: 'manageCache', instances: known },
    ...domains.map((xml) => ({ do: 'diskInfo', xml }) as const),
  ])
  return { host, numbers, pass, infos: disks.flat(), instancesPath: copy }
}

function isOf({ root }: RandomNovaHost, { kind, identity }: InstanceRow): boolean {
  return kind !== 'resize' && identity?.xml.startsWith(`${basename(root)}/`) === true
}

/** What became of each base, but of those on which only the database decides. */
function toldByFiles({ bases }: NodeView, happened: (name: string) => string) {
  return Object.fromEntries(
    bases.map(({ name, cache }) => {
      return [name, cache?.why === undefined ? happened(name) : 'known to the database']
    }),
  )
}

function whatHappened(name: string, instancesPath: string, { left, log }: ManagedCache): string {
  if (!left.includes(name)) return 'removed'
  const path = join(instancesPath, '_base', name)
  const young = `INFO Base, swap or ephemeral file too young to remove: ${path}`
  return log.includes(young) ? 'too young' : 'left'
}

function foretold({ bases, finishedAtMs }: NodeView) {
  const whatHappens = ({ cache }: BaseRow): string => {
    if (cache?.why !== undefined) return 'known to the database'
    if (cache?.removableAtMs === undefined) return 'left'
    return cache.removableAtMs <= finishedAtMs ? 'removed' : 'too young'
  }
  return Object.fromEntries(bases.map((base) => [base.name, whatHappens(base)]))
}
