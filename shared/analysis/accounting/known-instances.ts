import { isWithin } from '../../files/paths.ts'
import type { InstanceRow } from '../model.ts'
import type { SharingHost } from '../storage.ts'
import { isLive } from './nova-sum.ts'

/**
 * Whether the host's libvirt has no domain for an instance's folder. An XML in the folder itself is
 * what an old release wrote there: no sign that libvirt still knows it.
 */
export function isOrphan(row: InstanceRow): boolean {
  const xml = row.identity?.xml
  return isLive(row) && (xml === undefined || isWithin(xml, row.id))
}

/** Hosts that share the storage with this one; all of them when it is not known which this is. */
export function otherHosts(hosts: readonly SharingHost[]): readonly string[] {
  const active = hosts.filter((host) => host.active)
  const others = active.filter(({ self }) => !self)
  return others.length < active.length || active.length > 1 ? others.map(({ host }) => host) : []
}
