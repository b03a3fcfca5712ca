import { createChainHost } from '../../../electron/files/chain-host.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { withSpace } from '../trees/small-node.ts'
import { scanOfTree } from './node-view.ts'

/** A node's scan that looks at what its images and domains name elsewhere below the root, as the programs do. */
export function scanWhole(root: string) {
  const places = { rootPath: root, nodeRoot: true }
  const { lookup } = createChainHost({ places, folders: [root], files: [] })
  return scanOfTree(withSpace(liveTree(root)), { lookup })
}
