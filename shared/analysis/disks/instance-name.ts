import { baseNameOf } from '../../files/paths.ts'
import type { InstanceRow } from '../rows/rows.ts'

/** The folder's name by which Nova knows an instance, wherever the folder lies. */
export function instanceName({ id, linkedAt }: Pick<InstanceRow, 'id' | 'linkedAt'>): string {
  return baseNameOf(linkedAt ?? id)
}
