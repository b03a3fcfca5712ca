import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blank, GIB, MIB, overlay, put, spaced } from './seed-files.ts'
import { SEED_RBD_NOVA_CONF } from './seed-texts.ts'

export const RBD = {
  instances: 'opt/stack/data/nova/instances',
  instance: '9b17609e-13b8-448d-a225-e69b797e83c4',
} as const

/** A node whose root disks lie in Ceph; ephemeral and swap disks stayed files. */
export function writeRbdNode(root: string): void {
  const instances = join(root, RBD.instances)
  const folder = join(instances, RBD.instance)
  const recorded = `/${RBD.instances}`
  mkdirSync(folder, { recursive: true })
  mkdirSync(join(root, 'etc/nova'), { recursive: true })
  writeFileSync(join(root, 'etc/nova/nova.conf'), SEED_RBD_NOVA_CONF)
  mkdirSync(join(instances, '_base'))
  blank(join(instances, '_base', 'ephemeral_1_0706d66'), GIB)
  blank(join(instances, '_base', 'swap_512'), 512 * MIB)
  overlay(join(folder, 'disk.eph0'), `${recorded}/_base/ephemeral_1_0706d66`, GIB)
  overlay(join(folder, 'disk.swap'), `${recorded}/_base/swap_512`, 512 * MIB)
  const info = {
    [`${recorded}/${RBD.instance}/disk.eph0`]: 'qcow2',
    [`${recorded}/${RBD.instance}/disk.swap`]: 'qcow2',
  }
  put(join(folder, 'disk.info'), `${spaced(info)}\n`, 0o644, '2019-03-21T12:07Z')
  put(join(folder, 'console.log'), 'x'.repeat(18_067), 0o600, '2019-03-21T12:08Z')
}
