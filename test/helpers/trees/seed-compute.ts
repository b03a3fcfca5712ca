import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  blank,
  dated,
  GIB,
  MIB,
  overlay,
  put,
  type SeedOptions,
  spaced,
  sparse,
} from './seed-files.ts'
import { SEED_LIBVIRT_XML } from './seed-texts.ts'

export const COMPUTE = {
  instances: 'var/lib/nova/instances',
  instance: '2e1978ab-b4e2-4771-ad55-b612e4d262d2',
  base: '6ddc6b9b411ee235dd5df14264418b011826b5bb',
  diskLength: 1_116_864_512,
  virtual: 120 * GIB,
  baseAllocated: 8.5 * GIB,
  /** Folders of instances, with the time of each. */
  folders: [
    ['0b095133-8c76-4a8c-acfd-a66948920089', '2015-12-07T16:21Z'],
    ['1260f4e1-01a4-4f9f-8398-ee8a7235927d', '2015-12-01T15:31Z'],
    ['2e1978ab-b4e2-4771-ad55-b612e4d262d2', '2015-12-07T16:02Z'],
    ['561dd9f4-56d3-4967-b2bc-1f1b390169d8', '2015-12-02T18:06Z'],
    ['582dddf4-5d33-4689-a946-d5958aa263d6', '2015-12-31T14:01Z'],
    ['667911ae-2ebb-44e2-b453-9d3a4ff634fb', '2015-12-18T11:03Z'],
    ['72a8b045-6e92-4ccb-9a32-bdd7d86bbf3d', '2015-12-01T10:52Z'],
  ],
} as const

/** A compute node on Icehouse: one instance in full, the names of six others. */
export function writeIcehouseCompute(root: string, { allocate = false }: SeedOptions = {}): void {
  const instances = join(root, COMPUTE.instances)
  const recorded = `/${COMPUTE.instances}`
  for (const [uuid] of COMPUTE.folders) mkdirSync(join(instances, uuid), { recursive: true })
  for (const name of ['_base', 'locks', 'snapshots']) mkdirSync(join(instances, name))
  put(
    join(instances, 'compute_nodes'),
    '{"compute": 1451541836.318517}',
    0o644,
    '2015-12-31T14:03Z',
  )
  const base = join(instances, '_base', COMPUTE.base)
  sparse(base, COMPUTE.virtual, allocate ? COMPUTE.baseAllocated : 0)
  const folder = join(instances, COMPUTE.instance)
  const disk = join(folder, 'disk')
  overlay(disk, `${recorded}/_base/${COMPUTE.base}`, COMPUTE.virtual)
  sparse(disk, COMPUTE.diskLength, allocate ? COMPUTE.diskLength : 0)
  const swap = join(folder, 'disk.swap')
  blank(join(instances, '_base', 'swap_512'), 512 * MIB)
  overlay(swap, `${recorded}/_base/swap_512`, 512 * MIB)
  sparse(swap, 197_120, 0)
  const info = { [`${recorded}/${COMPUTE.instance}/disk`]: 'qcow2' }
  const both = { ...info, [`${recorded}/${COMPUTE.instance}/disk.swap`]: 'qcow2' }
  put(join(folder, 'disk.info'), `${spaced(both)}\n`, 0o644, '2015-12-07T16:02Z')
  put(join(folder, 'console.log'), '', 0o660, '2015-12-21T08:43Z')
  put(join(folder, 'libvirt.xml'), SEED_LIBVIRT_XML, 0o644, '2015-12-21T08:43Z')
  dated(disk, 0o644, '2015-12-31T14:17Z')
  dated(swap, 0o644, '2015-12-07T16:02Z')
  for (const [uuid, time] of COMPUTE.folders) {
    dated(join(instances, uuid), uuid.startsWith('561dd9f4') ? 0o775 : 0o755, time)
  }
}
