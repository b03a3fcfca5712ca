import { baseNameOf, parentPath } from '../../files/paths.ts'
import type { NovaConfig } from '../../nova/conf.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { type InstanceDirName, isUuid } from '../../nova/names.ts'
import type { UnitResult } from '../../scan/model.ts'
import { remoteDisks } from '../disks/remote-disks.ts'
import { nameOf } from '../hosts/domain-names.ts'
import { identityOf } from './identity.ts'
import type { DiskCell, InstanceRow } from './rows.ts'

/** What tells whose a folder is. */
export interface OwnerContext {
  readonly instance: InstanceDirName
  readonly facts: DomainFacts | undefined
  readonly nova: NovaConfig | undefined
  /** A root disk that was not seen may be in the folder. */
  readonly incomplete: boolean
}

type Owner = Pick<InstanceRow, 'uuid' | 'name' | 'identity' | 'remoteDisks' | 'isRootLost'>

/**
 * The name of an instance that is in rescue, which is all that the row has of what it goes back to; the XML of
 * another's folder tells nothing of this one.
 */
export function rescuedName({ rescued, unit }: UnitResult, uuid: string): string | undefined {
  const isOwn = rescued?.uuid === uuid || rescued?.libvirtName === unit.instance?.id
  return isOwn ? nameOf(rescued) : undefined
}

/** What the domain XML adds to the files of a folder, whenever that comes. */
export function whoseFiles(
  { instance, facts, nova, incomplete }: OwnerContext,
  disks: readonly DiskCell[],
): Owner {
  const name = nameOf(facts)
  const remote = remoteDisks({ instance, facts, nova: incomplete ? undefined : nova, disks })
  return {
    uuid: isUuid(instance.id) ? instance.id : (facts?.uuid ?? instance.id),
    ...(name !== undefined && { name }),
    ...(facts !== undefined && { identity: identityOf(facts) }),
    ...(remote.length > 0 && { remoteDisks: remote }),
    ...(!incomplete &&
      facts &&
      isRootLost(facts, instance, disks) && { isRootLost: true as const }),
  }
}

/** Whether its XML names no image, and a root disk of its folder of which nothing is there. */
function isRootLost(
  { disks: named, uuid, hasNoImage }: DomainFacts,
  { id }: InstanceDirName,
  disks: readonly DiskCell[],
): boolean {
  const root = named.find(({ device }) => device === 'disk')
  if (hasNoImage !== true || root?.source.kind !== 'file') return false
  const { path } = root.source
  if (![id, uuid].includes(baseNameOf(parentPath(path)))) return false
  return disks.every(({ name, length }) => name !== baseNameOf(path) || length === 0)
}
