import type { TreePath } from '../../../shared/files/tree.ts'
import { instanceLabel } from '../../format/instance-label.ts'
import { baseName, showName } from '../../format/path.ts'
import { instanceOf, type NodeIndex } from './node-index.ts'

/** What an image of the node is called on a page of its own: thousands are `disk`, and it is whose it is. */
export function imageLabel(path: TreePath, index: NodeIndex): string {
  const row = instanceOf(path, index)
  const file = baseName(path)
  if (row?.name === undefined) return showName(file)
  return showName(`${instanceLabel(row)} / ${file}`)
}
