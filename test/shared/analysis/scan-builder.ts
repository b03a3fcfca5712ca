import type { ImageSummary } from '../../../shared/formats/types.ts'
import { baseName } from '../../../shared/nova/base-name.ts'
import type { DomainFacts } from '../../../shared/nova/domain.ts'
import { instanceDirName, instanceFileRole } from '../../../shared/nova/names.ts'
import type { ScannedEntry, UnitResult } from '../../../shared/scan/model.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import type { ScanUnit } from '../../../shared/scan/scan-unit.ts'

const ROOT = '/mnt/node'
export const INSTANCES = 'var/lib/nova/instances'
export const BASE = `${INSTANCES}/_base`
export const IMAGES = 'var/lib/glance/images'

/** An entry whose stat a test says only as far as it matters. */
export function entry(path: string, facts: Partial<ScannedEntry> = {}): ScannedEntry {
  return {
    path,
    type: 'file',
    role: 'unknown',
    length: 65536,
    allocated: 4096,
    uid: 0,
    gid: 0,
    mode: 0o644,
    mtimeMs: 1_700_000_000_000,
    ctimeMs: 1_700_000_000_000,
    ...facts,
  }
}

export function raw(virtualSize = 65536): ImageSummary {
  return { format: 'raw', virtualSize }
}

/** A qcow2 of 1 MiB, over `name` when there is one. */
export function qcow2(name?: string, format?: string): ImageSummary {
  const image = { format: 'qcow2', virtualSize: 1 << 20 } as const
  if (name === undefined) return image
  return { ...image, backing: format === undefined ? { name } : { name, format } }
}

/** A domain XML that says no more than a test wants. */
export function domainFacts(facts: Partial<DomainFacts> & { readonly uuid: string }): DomainFacts {
  return { path: 'x.xml', disks: [], nics: [], graphics: [], consoles: [], ...facts }
}

/** A file of the image cache. */
export function base(name: string, facts: Partial<ScannedEntry> = {}): ScannedEntry {
  const image = raw()
  return entry(`${BASE}/${name}`, { role: 'base', base: baseName(name), image, ...facts })
}

/** A file of an instance's folder. */
export function disk(uuid: string, name: string, facts: Partial<ScannedEntry> = {}): ScannedEntry {
  return entry(`${INSTANCES}/${uuid}/${name}`, { role: instanceFileRole(name), ...facts })
}

export function baseUnit(...entries: readonly ScannedEntry[]): UnitResult {
  return { unit: { kind: 'base', path: BASE }, entries }
}

export function glanceUnit(...names: readonly string[]): UnitResult {
  const entries = names.map((name) =>
    entry(`${IMAGES}/${name}`, { role: 'glance-image', image: qcow2() }),
  )
  return { unit: { kind: 'glance', path: IMAGES }, entries }
}

/** The domains that libvirt's folder tells of. */
export function domainsUnit(...domains: readonly DomainFacts[]): UnitResult {
  return { unit: { kind: 'domains', path: 'etc/libvirt/qemu' }, entries: [], domains }
}

export function instanceUnit(
  folder: string,
  entries: readonly ScannedEntry[],
  more: Partial<UnitResult> = {},
): UnitResult {
  const instance = instanceDirName(folder)
  if (instance === undefined) throw new Error(`${folder} is no instance's folder`)
  return { unit: { kind: 'instance', path: `${INSTANCES}/${folder}`, instance }, entries, ...more }
}

/** A whole node opened below /mnt/node. */
export function nodePlan(units: readonly ScanUnit[] = []): ScanPlan {
  return {
    rootPath: ROOT,
    layout: {
      kind: 'node',
      instancesPath: INSTANCES,
      recordedInstancesPath: `/${INSTANCES}`,
      basePath: BASE,
      glancePaths: [IMAGES],
      domainPaths: [],
    },
    units,
    result: { unit: { kind: 'top', path: '' }, entries: [] },
  }
}

/** A UUID that is told by a small number. */
export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
}
