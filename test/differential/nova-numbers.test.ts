import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeView } from '../../shared/analysis/model.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { type DiskInfo, type HostDisk, runNova } from '../helpers/nova/nova.ts'
import { disksAsNova, inOrder } from '../helpers/nova/nova-disks.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../helpers/scan/node-view.ts'

const NOVA = 120_000
const IMAGE = '11111111-1111-4111-8111-111111111111'
const GiB = 2 ** 30
const uuid = (n: number) => `aaaaaaaa-0000-4000-8000-00000000000${n}`

/** Nova makes the node, guests write, and Nova's driver counts it, as Cowscope does from the files. */
describe("Nova's numbers of a node", () => {
  const root = temporaryFolder()
  const instances = join(root, 'var/lib/nova/instances')
  let view: NodeView
  let infos: readonly (readonly DiskInfo[])[]
  let host: HostDisk

  beforeAll(() => {
    const image = join(root, 'image')
    qemuImg(root, 'create', '-q', '-f', 'qcow2', 'image', '64M')
    qemuIo(image, ['write -P 7 0 3M'])
    const images = { [IMAGE]: { path: image, format: 'qcow2' } }
    const configure = { do: 'configure', instancesPath: instances, images } as const
    const flat = { ...configure, options: { use_cow_images: false } }
    const spawn = { do: 'spawn', image: IMAGE, rootGib: 1, configDrive: true } as const
    const spawned = runNova([
      configure,
      { ...spawn, uuid: uuid(1), number: 1, name: 'thin', ephemeralGib: [1], swapMib: 64 },
      { ...spawn, uuid: uuid(2), number: 2, name: 'full' },
      flat,
      { ...spawn, uuid: uuid(3), number: 3, name: 'flat' },
      { ...spawn, uuid: uuid(4), number: 4, name: 'long' },
    ])
    const xmls = [spawned[1], spawned[2], spawned[4], spawned[5]].map(({ xml }) => xml)
    guestsWrite()
    const [, one, two, three, four, all] = runNova([
      configure,
      { do: 'diskInfo', xml: xmls[0] ?? '' },
      { do: 'diskInfo', xml: xmls[1] ?? '' },
      { do: 'diskInfo', xml: xmls[2] ?? '' },
      { do: 'diskInfo', xml: xmls[3] ?? '' },
      { do: 'hostDisk', domains: xmls },
    ])
    infos = [one, two, three, four]
    host = all
    const libvirt = join(root, 'etc/libvirt/qemu')
    mkdirSync(libvirt, { recursive: true })
    for (const [at, xml] of xmls.entries()) {
      writeFileSync(join(libvirt, `${at}.xml`), xml.replaceAll(root, ''))
    }
    view = viewOfFolder(root)
  }, NOVA)

  function guestsWrite(): void {
    const disk = (n: number, name: string) => join(instances, uuid(n), name)
    qemuIo(disk(1, 'disk'), ['write -P 1 5M 1M'])
    // Every cluster written: header and tables make the file larger than the disk.
    truncateSync(disk(2, 'disk.config'), 9 << 20)
    qemuImg(join(instances, uuid(2)), 'create', '-q', '-f', 'qcow2', 'disk', '1M')
    qemuIo(disk(2, 'disk'), ['write -P 2 0 1M'])
    // Space that was reserved beyond the end of a raw disk.
    execFileSync('fallocate', ['-n', '-l', String(GiB + (2 << 20)), disk(4, 'disk')])
  }

  test.each([0, 1, 2, 3])('are told of each disk of instance %i, field by field', (at) => {
    const row = view.instances.find((one) => one.uuid === uuid(at + 1))
    const theirs = inOrder(infos[at] ?? [])
    expect(theirs.length).toBeGreaterThan(1)
    expect(disksAsNova(row?.disks ?? [], root)).toEqual(theirs)
  })

  test('clamp the full qcow2 at 0 and go below it for the raw disk that is too long', () => {
    const growth = infos.map((disks) => disks[0]?.over_committed_disk_size)
    expect(growth[1]).toBe(0)
    expect(growth[3]).toBeLessThan(0)
  })

  test('add up to the same over-commit and disk_available_least', () => {
    const nova = view.accounting.nova
    expect(nova?.overCommitted).toBe(host.overCommitted)
    // Other processes write to the disk meanwhile: Nova's own free space is taken for ours.
    const least = host.free - (nova?.overCommitted ?? 0)
    expect(Math.trunc(least / GiB) + 0).toBe(host.availableLeastGib)
    expect(nova?.availableLeast).toBe((nova?.free ?? 0) - host.overCommitted)
  })
})
