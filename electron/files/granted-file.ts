import { dirname } from 'node:path'
import type { SeenInode } from '../../shared/analysis/chain/chain-model.ts'
import { findExtent } from '../../shared/analysis/chain/find-member.ts'
import { type Address, absolutePath } from '../../shared/analysis/places/address.ts'
import { pathUnderRoot } from '../../shared/files/paths.ts'
import { type FileTree, type OpenFile, TreeError, type TreePath } from '../../shared/files/tree.ts'
import type { CheckContext } from '../../shared/formats/check/types.ts'
import { type ChainGrants, createChainHost } from './chain-host.ts'
import { keptTrees } from './kept-trees.ts'
import { liveTree } from './live-tree.ts'
import { openSeen } from './open-seen.ts'

export interface GrantedFile {
  readonly tree: FileTree
  readonly path: TreePath
  readonly file: OpenFile
}

/** Opens what was found at an address; `seen`: which file that was, for what somebody pointed at undefined. */
export type OpenGranted = (address: Address, seen: SeenInode | undefined) => GrantedFile

/** Opens files that a `ChainHost` over the same grants has found. Throws `TreeError`. */
export function grantedFiles(grants: ChainGrants): OpenGranted {
  const { places, folders, files = [], open = liveTree } = grants
  const treeOf = keptTrees(open)
  return (address, seen) => {
    const absolute = absolutePath(places.rootPath, address)
    const isGranted = files.includes(absolute)
    for (const folder of isGranted ? [...folders, dirname(absolute)] : folders) {
      const path = pathUnderRoot(folder, absolute)
      if (path === undefined) continue
      const tree = treeOf(folder)
      return { tree, path, file: openSeen(tree, path, seen) }
    }
    throw new TreeError('outside-root', address, '')
  }
}

/** What a check of the image that is named `image` may open: the extents of a VMDK, where they are granted. */
export function checkContext(image: Address, grants: ChainGrants): CheckContext {
  const host = createChainHost(grants)
  const open = grantedFiles(grants)
  return {
    extentFile(name) {
      const member = findExtent(name, image, host)
      if (member === undefined) return undefined
      try {
        const { file } = open(member.address, member.inode)
        return { source: file, close: () => file.close() }
      } catch (error) {
        if (error instanceof TreeError) return undefined
        throw error
      }
    },
  }
}
