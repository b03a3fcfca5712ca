import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { isMigrating } from '../../nova/domain-state.ts'
import { isLive } from '../../nova/names.ts'
import { groupBy } from '../../values/grouped.ts'
import type { DomainNames } from '../hosts/domain-names.ts'
import type { InstanceRow } from '../rows/rows.ts'

/** What libvirt of one host has of its domains. */
type OfHost = Pick<DomainNames, 'ofLibvirt'>

/**
 * Instances that several hosts on one storage run at once: evacuated from a host that was not fenced, or that
 * came back. Of a live migration that is under way both ends have it. `storages`: the hosts of each.
 */
export function runningTwice(
  storages: readonly (readonly OfHost[])[],
  rows: readonly InstanceRow[],
): readonly Finding[] {
  const twice = storages.flatMap(onSeveral)
  if (twice.length === 0) return []
  const live = new Map(rows.filter(isLive).map((row) => [row.uuid, row]))
  return twice.flatMap((domains) => {
    const row = live.get(domains[0]?.uuid ?? '')
    if (row === undefined) return []
    const subject = { kind: 'instance', path: row.id, instance: row.id } as const
    const evidence = { case: 'running', count: domains.length, names: domains.map(pathOf).sort() }
    return [finding('instance-repeated', subject, evidence, 'high')]
  })
}

function onSeveral(hosts: readonly OfHost[]): readonly (readonly DomainFacts[])[] {
  if (hosts.length < 2) return []
  const running = hosts.flatMap((host) => host.ofLibvirt().filter(isRun))
  return [...groupBy(running, ({ uuid }) => uuid).values()].filter((domains) => {
    return domains.length > 1 && !domains.some(({ state }) => state && isMigrating(state))
  })
}

/** Whether QEMU has its disks open. */
function isRun({ isRunning, state }: DomainFacts): boolean {
  return isRunning === true && state?.state !== 'shutoff' && state?.state !== 'crashed'
}

function pathOf({ path }: DomainFacts): string {
  return path
}
