import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeView } from '../../shared/analysis/model.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { type DiskInfo, type HostDisk, runNova } from '../helpers/nova/nova.ts'
import { disksAsNova, inOrder } from '../helpers/nova/nova-disks.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../helpers/scan/node-view.ts'

const NOVA = 120_000
const UUID = (n: number) => `aaaaaaaa-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`

/** A disk as `qemu-img create` makes it, in the instance's folder. */
const create =
  (...args: readonly string[]) =>
  (folder: string): void => {
    qemuImg(folder, 'create', '-q', ...args)
  }

const LUKS = [
  '-f',
  'luks',
  '--object',
  'secret,id=s,data=secret',
  '-o',
  'key-secret=s,iter-time=10',
]

const onAnother = (format: string) => (folder: string) => {
  qemuImg(folder, 'create', '-q', '-f', 'raw', 'below', '8M')
  qemuImg(folder, 'create', '-q', '-f', format, '-b', 'below', '-F', 'raw', 'disk')
}

/** What stands where the domain XML declares a qcow2. */
const contents: Readonly<Record<string, (folder: string) => void>> = {
  qcow2: create('-f', 'qcow2', 'disk', '1G'),
  qcow: create('-f', 'qcow', 'disk', '1G'),
  'qcow on another': onAnother('qcow'),
  vmdk: create('-f', 'vmdk', 'disk', '1G'),
  'vmdk in two files': (folder) => {
    qemuImg(folder, 'create', '-q', '-f', 'vmdk', '-o', 'subformat=monolithicFlat', 'disk', '1G')
    qemuIo(join(folder, 'disk'), ['write -P 7 0 1M'], 'vmdk')
  },
  vdi: create('-f', 'vdi', 'disk', '1G'),
  vpc: create('-f', 'vpc', 'disk', '1G'),
  'fixed vpc': create('-f', 'vpc', '-o', 'subformat=fixed', 'disk', '16M'),
  vhdx: create('-f', 'vhdx', 'disk', '1G'),
  qed: create('-f', 'qed', 'disk', '1G'),
  'qed on another': onAnother('qed'),
  parallels: create('-f', 'parallels', 'disk', '1G'),
  luks: create(...LUKS, 'disk', '16M'),
  raw: create('-f', 'raw', 'disk', '3M'),
  'raw that ends within a sector': (folder) =>
    writeFileSync(join(folder, 'disk'), 'x'.repeat(1000)),
  'raw with a GPT': (folder) => {
    qemuImg(folder, 'create', '-q', '-f', 'raw', 'disk', '8M')
    execFileSync('sfdisk', ['-q', join(folder, 'disk')], { input: 'label: gpt\n,\n' })
  },
  'a qcow2 that disk.info declares raw': (folder) => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'disk', '1G')
    writeFileSync(join(folder, 'disk.info'), JSON.stringify({ [join(folder, 'disk')]: 'raw' }))
  },
  'a qcow2 whose data are in another file': (folder) => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'data_file=data', 'disk', '8M')
    qemuIo(join(folder, 'data'), ['write -q -P 7 0 1M'], 'raw')
  },
}

/** What the domain XML declares beside qcow2, of which Nova keeps the name and asks qemu-img nothing. */
const declared = ['vmdk', 'vdi', 'vpc', 'qed', 'bochs']

function domain(n: number, disk: string, format: string): string {
  return `<domain type="kvm"><name>instance-${n}</name><uuid>${UUID(n)}</uuid><devices>
    <disk type="file" device="disk"><driver name="qemu" type="${format}"/><source file="${disk}"/>
    <target dev="vda"/></disk></devices></domain>`
}

/** Nova has qemu-img guess what a disk is that the domain declares a qcow2 (`disk_api.get_disk_info`). */
describe('a disk that is not what its domain declares, to Nova', () => {
  const root = temporaryFolder()
  const instances = join(root, 'var/lib/nova/instances')
  const cases = [...Object.keys(contents), ...declared.map((format) => `declared ${format}`)]
  let view: NodeView
  let infos: readonly (readonly DiskInfo[])[]
  let host: HostDisk

  beforeAll(() => {
    const libvirt = join(root, 'etc/libvirt/qemu')
    mkdirSync(libvirt, { recursive: true })
    const xmls = cases.map((what, at) => {
      const folder = join(instances, UUID(at))
      mkdirSync(folder, { recursive: true })
      const make = contents[what] ?? create('-f', 'qcow2', 'disk', '1G')
      make(folder)
      const format = what in contents ? 'qcow2' : (what.split(' ')[1] ?? '')
      const xml = domain(at, join(folder, 'disk'), format)
      writeFileSync(join(libvirt, `${at}.xml`), xml.replaceAll(root, ''))
      return xml
    })
    const configure = { do: 'configure', instancesPath: instances, images: {} } as const
    const asked = xmls.map((xml) => ({ do: 'diskInfo', xml }) as const)
    const [, all, ...each] = runNova([configure, { do: 'hostDisk', domains: xmls }, ...asked])
    infos = each
    host = all
    view = viewOfFolder(root)
  }, NOVA)

  test.each(cases)('%s', (what) => {
    const at = cases.indexOf(what)
    const row = view.instances.find(({ uuid }) => uuid === UUID(at))
    const disks = (row?.disks ?? []).filter(({ name }) => name === 'disk')
    expect(disksAsNova(disks, root)).toEqual(inOrder(infos[at] ?? []))
  })

  test('the sum over all of them, which is what Nova reports of the host', () => {
    expect(view.accounting.nova?.overCommitted).toBe(host.overCommitted)
  })
})
