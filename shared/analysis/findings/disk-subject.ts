import type { TreePath } from '../../files/tree.ts'
import type { Subject } from '../../findings/types.ts'
import type { InstanceRow } from '../rows/rows.ts'

/** A disk of an instance, or another file of its folder, as what a finding is about. */
export function diskSubject({ id }: Pick<InstanceRow, 'id'>, path: TreePath): Subject {
  return { kind: 'disk', path, instance: id }
}
