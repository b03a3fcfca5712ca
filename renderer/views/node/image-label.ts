import type { TreePath } from '../../../shared/files/tree.ts'
import { baseName, showName } from '../../format/path.ts'
import { instanceOf, type NodeIndex } from './node-index.ts'

/** What an image of the node is called on a page of its own: thousands are `disk`, and it is whose it is. */
export function imageLabel(path: TreePath, index: NodeIndex): string {
  const { name } = instanceOf(path, index) ?? {}
  const file = baseName(path)
  return showName(name === undefined ? file : `${name} / ${file}`)
}
