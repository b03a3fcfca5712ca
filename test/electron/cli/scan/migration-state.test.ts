import { lstatSync, rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  type SmallNode,
  smallNode,
  UUID,
} from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const NVRAM = 'var/lib/libvirt/qemu/nvram/instance-00000001_VARS.fd'
const TPM = `var/lib/libvirt/swtpm/${UUID}/tpm2/tpm2-00.permall`
const cli = cliOfTests()

const GPU = `<hostdev mode="subsystem" type="pci" managed="yes"><source>
<address domain="0x0000" bus="0x3b" slot="0x00" function="0x0"/></source></hostdev>`

/** A guest with UEFI and a TPM, as Nova defines it. */
function uefiNode(more = ''): SmallNode {
  const node = smallNode()
  const os = `<os><loader readonly="yes" type="pflash">/usr/share/OVMF/OVMF_CODE.fd</loader>
<nvram template="/usr/share/OVMF/OVMF_VARS.fd">/${NVRAM}</nvram></os>`
  const tpm = `<tpm model="tpm-crb"><backend type="emulator" version="2.0"/></tpm>`
  const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)
    .replace('<metadata>', `${os}<metadata>`)
    .replace('</devices>', `${tpm}${more}</devices>`)
  node.write(DOMAIN, xml)
  node.write(NVRAM, new Uint8Array(540_672).fill(7))
  node.write(TPM, new Uint8Array(9000).fill(7))
  return node
}

function migrationOf(node: SmallNode, ...opened: readonly string[]) {
  const paths = opened.length === 0 ? [node.root] : opened.map((path) => node.path(path))
  const { stdout } = cli.run(['scan', '--format', 'json', ...paths])
  const report: NodeReport = nodeReportSchema.parse(JSON.parse(stdout))
  const migration = report.instances[0]?.migration
  if (migration == null) throw new Error('no migration')
  return migration
}

const size = (node: SmallNode, path: string) => lstatSync(node.path(path)).blocks * 512

describe('the firmware’s variables and the TPM’s state', () => {
  test('must travel too, and are in the sums', () => {
    const node = uefiNode()
    const { needed, needs, ...sums } = migrationOf(node)
    const files = [BASE, DOMAIN, NVRAM, TPM]
    expect(needs).toEqual(files)
    expect(needed.map(({ kind, allocatedBytes }) => [kind, allocatedBytes])).toEqual([
      ['backing', size(node, BASE)],
      ['domain', size(node, DOMAIN)],
      ['nvram', size(node, NVRAM)],
      ['tpm', size(node, TPM)],
    ])
    const plain = smallNode()
    const state = size(node, NVRAM) + size(node, TPM)
    const { movedBytes, withBaseThereBytes, movedLengthBytes } = migrationOf(plain)
    const xmls = size(node, DOMAIN) - size(plain, DOMAIN)
    expect(sums.movedBytes).toBe((movedBytes ?? 0) + state + xmls)
    expect(sums.withBaseThereBytes).toBe((withBaseThereBytes ?? 0) + state + xmls)
    const lengths = [lstatSync(node.path(DOMAIN)).size, lstatSync(plain.path(DOMAIN)).size]
    expect(sums.movedLengthBytes).toBe(
      (movedLengthBytes ?? 0) + 540_672 + 9000 + (lengths[0] ?? 0) - (lengths[1] ?? 0),
    )
    const text = cli.run(['scan', node.root]).stdout
    expect(text).toContain('UEFI variables instance-00000001_VARS.fd, TPM state tpm2-00.permall\n')
  })

  test('are told where they were not seen, by which the sums are at least so much', () => {
    const node = uefiNode()
    rmSync(node.path('var/lib/libvirt'), { recursive: true })
    const { needed, movedBytes, movedLengthBytes, withBaseThereBytes } = migrationOf(node)
    expect(needed.slice(2)).toMatchObject([
      { path: `/${NVRAM}`, kind: 'nvram', allocatedBytes: null, lengthBytes: null },
      { path: `/${TPM}`, kind: 'tpm', allocatedBytes: null, lengthBytes: null },
    ])
    expect([movedBytes, movedLengthBytes, withBaseThereBytes]).toEqual([null, null, null])
    const text = cli.run(['scan', node.root]).stdout
    expect(text).toMatch(
      /^\S+ +aaaaaaaa-\S+ +\d+ +>= \d.* +>= \d.* +>= \d.*VARS\.fd \(not seen here\)/m,
    )
  })

  test('of the TPM are the folder’s own where a migration has carried them there', () => {
    const node = uefiNode()
    const known = migrationOf(node)
    const carried = `${FOLDER}/swtpm/${UUID}`
    node.run('mkdir', '-p', `${FOLDER}/swtpm`)
    node.run('mv', `var/lib/libvirt/swtpm/${UUID}`, carried)
    const { needs, movedBytes } = migrationOf(node)
    expect(needs).toEqual([BASE, DOMAIN, NVRAM])
    const folders = ['', `/${UUID}`, `/${UUID}/tpm2`].map((at) =>
      size(node, `${FOLDER}/swtpm${at}`),
    )
    expect(movedBytes).toBe((known.movedBytes ?? 0) + folders.reduce((sum, one) => sum + one, 0))
    expect(cli.run(['scan', node.root]).stdout).not.toContain('not seen here')
  })

  test('are found where a container’s libvirt keeps them', () => {
    const node = uefiNode()
    const volume = 'var/lib/docker/volumes/libvirtd/_data'
    node.run('mkdir', '-p', 'var/lib/docker/volumes/libvirtd')
    node.run('mv', 'var/lib/libvirt', volume)
    const paths = migrationOf(node).needs.slice(2)
    expect(paths).toEqual([NVRAM, TPM].map((path) => path.replace('var/lib/libvirt', volume)))
  })

  test('are looked for in no folder that was not opened', () => {
    const node = uefiNode()
    const { needed } = migrationOf(node, DISK.replace(/\/[^/]*\/disk$/, ''), 'etc')
    expect(needed.slice(2)).toMatchObject([{ allocatedBytes: null }, { allocatedBytes: null }])
  })
})

test('a volume is named beside what moves, which no folder has', () => {
  const disk = (source: string, target: string, serial = '') =>
    `<disk type="block" device="disk"><driver name="qemu" type="raw"/><source dev="${source}"/><target dev="${target}"/>${serial}</disk>`
  const volume = '77777777-0000-4000-8000-000000000001'
  const node = uefiNode(
    disk('/dev/sdz', 'vdb', `<serial>${volume}</serial>`) + disk('/dev/dm-3', 'vdc'),
  )
  expect(cli.run(['scan', node.root]).stdout).toContain(
    `disk vdb on volume ${volume} (outside of the scan), disk vdc on /dev/dm-3 (outside of the scan)\n`,
  )
})

test('devices of the host tie a guest to it', () => {
  const node = uefiNode(GPU)
  expect(migrationOf(node).hostDevices).toEqual([{ type: 'pci', name: '0000:3b:00.0' }])
  expect(cli.run(['scan', node.root]).stdout).toContain(`the host's PCI 0000:3b:00.0\n`)
})
