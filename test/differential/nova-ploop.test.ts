import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeView } from '../../shared/analysis/model.ts'
import { type DiskInfo, type HostDisk, runNova } from '../helpers/nova/nova.ts'
import { disksAsNova, inOrder } from '../helpers/nova/nova-disks.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../helpers/scan/node-view.ts'

const NOVA = 120_000
const MIB = 1 << 20
const INSTANCES = 'var/lib/nova/instances'
const PLOOP = { 'libvirt.virt_type': 'parallels', 'libvirt.images_type': 'ploop' }
const uuid = (n: number) => `aaaaaaaa-0000-4000-8000-00000000000${n}`

/** Virtuozzo keeps a disk as a folder, which its containers have as a file system, and no XML in /etc. */
describe("Nova's numbers of disks of ploop", () => {
  const root = temporaryFolder()
  let view: NodeView
  let infos: readonly DiskInfo[]
  let host: HostDisk

  beforeAll(() => {
    ploop(1, 'disk', 'parallels')
    ploop(1, 'disk.eph0', 'raw')
    ploop(2, 'disk', 'parallels')
    // What prlctl leaves of a snapshot: Nova counts the files, and looks into root.hds.
    const snapshot = 'root.hds.{5fbaabe3-6958-40ff-92a7-860e329aab41}'
    writeFileSync(join(root, INSTANCES, uuid(2), 'disk', snapshot), Buffer.alloc(3 * MIB, 7))
    ploop(3, 'disk', 'parallels')
    ploop(3, 'disk.rescue', 'parallels')
    const xmls = [
      domain(1, 'hvm', ['disk', 'disk.eph0'].map(onDisk)),
      domain(2, 'exe', ['disk'].map(onFileSystem)),
      domain(3, 'hvm', ['disk.rescue', 'disk'].map(onDisk)),
    ]
    const instancesPath = join(root, INSTANCES)
    const named = xmls.map((xml) => xml.replaceAll('$instances', instancesPath))
    const [, all, ...disks] = runNova([
      { do: 'configure', instancesPath, options: PLOOP, images: {} },
      { do: 'hostDisk', domains: named },
      ...named.map((xml) => ({ do: 'diskInfo', xml }) as const),
    ])
    host = all
    infos = disks.flat()
    for (const [at, xml] of xmls.entries()) {
      const path = join(root, INSTANCES, uuid(at + 1), 'libvirt.xml')
      writeFileSync(path, xml.replaceAll('$instances', `/${INSTANCES}`))
    }
    view = viewOfFolder(root)
  }, NOVA)

  function ploop(n: number, name: string, format: string): void {
    const folder = join(root, INSTANCES, uuid(n), name)
    mkdirSync(folder, { recursive: true })
    qemuImg(folder, 'create', '-q', '-f', format, 'root.hds', '64M')
    writeFileSync(join(folder, 'DiskDescriptor.xml'), '<Parallels_disk_image Version="1.0"/>')
  }

  test('are told of each disk, once and field by field', () => {
    const ours = view.instances.flatMap(({ disks }) => disks)
    const theirs = inOrder(infos.map((info) => ({ ...info, path: join(info.path, 'root.hds') })))
    expect(theirs).toHaveLength(5)
    expect(disksAsNova(ours, root)).toEqual(theirs)
  })

  test('add up to the same over-commit', () => {
    expect(view.accounting.nova?.overCommitted).toBe(host.overCommitted)
  })
})

function domain(n: number, type: string, devices: readonly string[]): string {
  return `<domain type="parallels"><name>instance-0000000${n}</name><uuid>${uuid(n)}</uuid>
    <os><type>${type}</type></os>
    <devices>${devices.join('').replaceAll('$uuid', uuid(n))}</devices></domain>`
}

function onDisk(name: string, at: number): string {
  return `<disk type="file" device="disk"><driver type="ploop"/>
    <source file="$instances/$uuid/${name}"/><target dev="sd${'ab'[at]}"/></disk>`
}

function onFileSystem(name: string): string {
  return `<filesystem type="file"><driver type="ploop" format="ploop"/>
    <source file="$instances/$uuid/${name}"/><target dir="/"/></filesystem>`
}
