import type { TreePath } from '../../../shared/files/tree.ts'
import { baseName, showName } from '../../format/path.ts'
import { instanceOf, type NodeIndex } from './node-index.ts'

/**
 * What an image of the node is called on a page of its own: thousands are `disk`, and it is whose it is.
 * What a resize or a deletion left has the end of its folder's name: the disk that runs is called alike.
 */
export function imageLabel(path: TreePath, index: NodeIndex): string {
  const row = instanceOf(path, index)
  const file = baseName(path)
  if (row?.name === undefined) return showName(file)
  const folder = baseName(row.id)
  const left = folder.startsWith(row.uuid) ? folder.slice(row.uuid.length) : ''
  return showName(`${row.name}${left} / ${file}`)
}
