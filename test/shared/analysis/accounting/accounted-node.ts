import type { NodeView } from '../../../../shared/analysis/model.ts'
import { parseNovaConf } from '../../../../shared/nova/conf.ts'
import { parseDomain } from '../../../../shared/nova/domain.ts'
import { sha1OfAscii } from '../../../../shared/nova/sha1.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import type { ScanPlan } from '../../../../shared/scan/plan-model.ts'
import { finished } from '../finished-view.ts'
import { BASE, nodePlan, qcow2 } from '../scan-builder.ts'

export const MiB = 1 << 20
export const GiB = 1024 ** 3
export const HOUR = 3600_000
export const NOW = 1_700_000_000_000 + 48 * HOUR
export const IMAGE = '8f1b6a52-1d6a-4e2e-9a3a-0c1d2e3f4a5b'
export const SHA1 = sha1OfAscii(IMAGE) ?? ''
export const OTHER = 'b'.repeat(40)

export function on(name: string) {
  return { image: qcow2(`/${BASE}/${name}`, 'raw') }
}

export function viewOf(units: readonly UnitResult[], plan: ScanPlan = planWith('')): NodeView {
  return finished(units, { plan, at: [NOW - 1000, NOW] }).view
}

/** A node with this nova.conf, whose file system has 10 GiB left of 100. */
export function planWith(conf: string): ScanPlan {
  const plan = nodePlan()
  const fileSystem = { type: 'xfs', total: 100 * GiB, free: 12 * GiB, available: 10 * GiB }
  return { ...plan, fileSystem, layout: { ...plan.layout, nova: parseNovaConf(conf) } }
}

/** What is known of a domain: its image, and files of its folder that are its disks. */
type Domain = readonly [id: string, image?: string | undefined, disks?: readonly string[]]

export function domains(...facts: readonly Domain[]): UnitResult {
  const xml = ([id, image, disks = []]: Domain) => `
    <domain><uuid>${id}</uuid><name>n</name><metadata>
      <nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1">
        <nova:name>vm</nova:name>
        ${image === undefined ? '' : `<nova:root type="image" uuid="${image}"/>`}
      </nova:instance></metadata>
      <devices>${disks.map((name) => fileDisk(id, name)).join('')}</devices></domain>`
  return {
    unit: { kind: 'domains', path: 'etc/libvirt/qemu' },
    entries: [],
    domains: facts.map((one) => parseDomain(xml(one), `${one[0]}.xml`)),
  }
}

function fileDisk(id: string, name: string): string {
  const path = `/var/lib/nova/instances/${id}/${name}`
  const format = /^disk(\.snap\d+)?$/.test(name) ? 'qcow2' : 'raw'
  return `<disk type="file" device="disk"><driver type="${format}"/><source file="${path}"/></disk>`
}

export function cacheOf(view: NodeView, name: string) {
  return view.bases.find((row) => row.name === name)?.cache
}
