import type { TreePath } from '../../files/tree.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { DomainFiles } from '../../nova/domain-files.ts'

/** What an instance is beside its files, from its domain XML. */
export interface InstanceIdentity
  extends Omit<DomainFacts, 'path' | 'uuid' | 'displayName' | 'disks' | keyof DomainFiles> {
  /** The XML that says so. */
  readonly xml: TreePath
}

export function identityOf(facts: DomainFacts): InstanceIdentity {
  const { path: xml, uuid: _uuid, displayName: _name, ...more } = facts
  const { disks: _disks, imageFiles: _images, otherFiles: _files, ...others } = more
  const { folders: _folders, ...rest } = others
  return { xml, ...rest }
}
