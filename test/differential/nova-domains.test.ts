import { execFileSync } from 'node:child_process'
import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createChainHost } from '../../electron/files/chain-host.ts'
import { liveTree } from '../../electron/files/live-tree.ts'
import type { NodeView } from '../../shared/analysis/model.ts'
import { planPlaces } from '../../shared/analysis/opened/plan-places.ts'
import { planScan } from '../../shared/scan/plan.ts'
import { type HostDisk, runNova } from '../helpers/nova/nova.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../helpers/scan/node-view.ts'

const NOVA = 120_000
const GiB = 2 ** 30
const VOLUME = '33333333-3333-4333-8333-333333333333'
const uuid = (n: number) => `aaaaaaaa-0000-4000-8000-00000000000${n}`

/** Nova goes over the domains of libvirt, and so does Cowscope, whatever files lie in the folders. */
describe("a node whose folders and domains differ, to Nova's driver", () => {
  const root = temporaryFolder()
  const instances = '/var/lib/nova/instances'
  const xmls: string[] = []
  let view: NodeView
  let host: HostDisk

  function disk(path: string, size: string): string {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    qemuImg(root, 'create', '-q', '-f', 'qcow2', join(root, path), size)
    return path
  }

  function domain(n: number, ...disks: readonly string[]): void {
    const name = `instance-0000000${n}`
    xmls.push(`<domain type="kvm"><name>${name}</name><uuid>${uuid(n)}</uuid>
      <devices>${disks.join('')}</devices></domain>`)
  }

  function fileDisk(path: string, device = 'vda', format = 'qcow2', more = ''): string {
    return `<disk type="file" device="disk"><driver name="qemu" type="${format}"/>
      <source file="${root}${path}"/><target dev="${device}"/>${more}</disk>`
  }

  const network = `<disk type="network" device="disk"><driver type="raw"/>
    <source protocol="rbd" name="volumes/volume-${VOLUME}"/><target dev="vda"/></disk>`

  beforeAll(() => {
    const own = (n: number, name = 'disk') => `${instances}/${uuid(n)}/${name}`
    domain(1, fileDisk(disk(own(1), '1G')))
    domain(2, fileDisk(disk(own(2), '2G')), fileDisk(own(2, 'disk.eph0'), 'vdb', 'raw'))
    domain(3, fileDisk(disk(own(3), '3G')))
    disk(own(3, 'disk.local'), '30G')
    disk(own(3, 'disk.rescue'), '31G')
    domain(4, fileDisk(disk(own(4, 'disk.rescue'), '4G')), fileDisk(disk(own(4), '5G'), 'vdb'))
    const volume = disk(`/var/lib/nova/mnt/a/volume-${VOLUME}`, '50G')
    domain(5, fileDisk(disk(own(5), '6G')), fileDisk(volume, 'vdb'))
    domain(6, network)
    mkdirSync(join(root, instances, uuid(6)))
    // No domain, whatever lies there.
    disk(own(7), '70G')
    // A domain that is none of Nova's, with a raw disk elsewhere, and one whose folder is gone.
    const elsewhere = '/var/lib/libvirt/images/own.img'
    mkdirSync(join(root, '/var/lib/libvirt/images'), { recursive: true })
    execFileSync('truncate', ['-s', '9G', join(root, elsewhere)])
    domain(8, fileDisk(elsewhere, 'vda', 'raw'))
    domain(9, fileDisk(disk(own(9), '90G')), network)
    unlinkSync(join(root, own(9)))
    // The instances_path was moved after this one was defined.
    disk(own(0), '10G')
    domain(0, fileDisk(`/srv/old/${uuid(0)}/disk`))
    const libvirt = join(root, 'etc/libvirt/qemu')
    const running = join(root, 'run/libvirt/qemu')
    for (const folder of [libvirt, running]) mkdirSync(folder, { recursive: true })
    for (const [at, xml] of xmls.entries()) {
      writeFileSync(join(libvirt, `${at}.xml`), xml.replaceAll(root, ''))
    }
    // A disk was attached to a guest that runs, and is not in what libvirt starts the next time.
    const more = fileDisk(disk(own(1, 'disk.eph0'), '11G'), 'vdb')
    const now = (xmls[0] ?? '').replace('</devices>', `${more}</devices>`)
    const status = `<domstatus state="running">${now.replaceAll(root, '')}</domstatus>`
    writeFileSync(join(running, '0.xml'), status)
    xmls[0] = now
    const configure = { do: 'configure', instancesPath: join(root, instances), images: {} } as const
    const volumes = { [uuid(5)]: ['/dev/vdb'] }
    host = runNova([configure, { do: 'hostDisk', domains: xmls, volumes }])[1]
    view = scan()
  }, NOVA)

  /** As the command line does it: what a domain names elsewhere in the opened folder is looked at. */
  function scan(): NodeView {
    const places = planPlaces(planScan(liveTree(root)))
    return viewOfFolder(root, { lookup: createChainHost({ places, folders: [root] }).lookup })
  }

  const leftOut = (name: string): Readonly<Record<string, string | undefined>> => {
    const row = view.instances.find((one) => one.uuid === name)
    return Object.fromEntries((row?.disks ?? []).map((one) => [one.name, one.novaLeavesOut]))
  }

  test('has the same over-commit and disk_available_least', () => {
    const nova = view.accounting.nova
    expect(nova?.overCommitted).toBe(host.overCommitted)
    // 1 + 11 + 3 + 4 + 5 + 6 + 9 GiB, less what is allocated.
    expect(Math.ceil(host.overCommitted / GiB)).toBe(39)
    const least = host.free - (nova?.overCommitted ?? 0)
    // Python has no -0, which a little less than nothing would be cut to here.
    expect(Math.trunc(least / GiB) + 0).toBe(host.availableLeastGib)
  })

  test('counts the disks that domains name, and skips a domain that lacks one', () => {
    expect(view.accounting.nova).toMatchObject({
      from: 'domains',
      instances: 6,
      disks: 7,
      skippedInstances: 3,
      unnamedDisks: 2,
    })
    expect(leftOut(uuid(0))).toEqual({ disk: 'moved' })
    expect(leftOut(uuid(1))).toEqual({ disk: undefined, 'disk.eph0': undefined })
    expect(leftOut(uuid(2))).toEqual({ disk: 'domain-skipped' })
    expect(leftOut(uuid(3))).toEqual({
      disk: undefined,
      'disk.local': 'not-in-domain',
      'disk.rescue': 'not-in-domain',
    })
    expect(leftOut(uuid(4))).toEqual({ disk: undefined, 'disk.rescue': undefined })
    expect(leftOut(uuid(7))).toEqual({ disk: 'no-domain' })
  })

  test('leaves the instances of other hosts out where the storage is shared', () => {
    const alone = view.accounting.nova?.overCommitted
    const now = Date.now() / 1000
    const hosts = JSON.stringify({ one: now, two: now })
    writeFileSync(join(root, instances, 'compute_nodes'), hosts)
    writeFileSync(join(root, 'etc/hostname'), 'one\n')
    view = scan()
    const { nova } = view.accounting
    expect(nova?.overCommitted).toBe(alone)
    expect(nova?.leftOut).toMatchObject({ orphans: 0 })
    expect(nova?.leftOut.otherHosts).toBeGreaterThan(0)
    expect(leftOut(uuid(7))).toEqual({ disk: 'other-host' })
  })

  test('does not know whose the instances of shared storage are without domain XML', () => {
    const { nova } = viewOfFolder(join(root, instances)).accounting
    expect(nova).toMatchObject({ from: 'folders', unknown: 'shared' })
    expect(nova).not.toHaveProperty('overCommitted')
    expect(nova).not.toHaveProperty('availableLeast')
  })
})
