import type { InstanceRow } from '../../shared/analysis/rows/rows.ts'
import { instanceDirName } from '../../shared/nova/names.ts'
import { baseName } from './path.ts'

/**
 * What an instance is called, or its UUID. What a resize or a deletion left has the end of its folder's name: the
 * instance that runs is called alike.
 */
export function instanceLabel({
  id,
  name,
  uuid,
}: Pick<InstanceRow, 'id' | 'name' | 'uuid'>): string {
  const folder = baseName(id)
  const begin = [uuid, instanceDirName(folder)?.id].find((one) => one && folder.startsWith(one))
  return `${name ?? uuid}${begin === undefined ? '' : folder.slice(begin.length)}`
}
