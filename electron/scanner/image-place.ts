import { addressOf } from '../../shared/analysis/address.ts'
import { type BackingPlaces, placesOf } from '../../shared/analysis/backing-name.ts'
import { lookupOf, resolveInRoot } from '../../shared/files/resolve.ts'
import type { FileTree, TreePath } from '../../shared/files/tree.ts'
import type { Layout } from '../../shared/scan/model.ts'
import { planScan } from '../../shared/scan/plan.ts'
import type { ChainGrants } from '../files/chain-host.ts'
import type { InspectRequest } from './jobs.ts'

const PLAIN_FOLDER: Layout = { kind: 'folder', glancePaths: [], domainPaths: [] }

/** An image that was asked for, found on the disk, with what its chain may be followed into. */
export interface ImagePlace {
  readonly tree: FileTree
  /** In the tree, after symlinks. */
  readonly path: TreePath
  readonly layout: Layout
  readonly grants: ChainGrants
}

/** Finds the image of a request inside its folder. Throws `TreeError`. */
export function findImage(
  request: InspectRequest,
  open: (rootPath: string) => FileTree,
): ImagePlace {
  const { grantedFiles, grantedFolders } = request
  const tree = open(request.folder)
  const path = resolveInRoot(lookupOf(tree), request.path)
  const layout = layoutOf(request, tree)
  const places = backingPlaces(request, tree, layout)
  return {
    tree,
    path,
    layout,
    grants: { places, folders: grantedFolders, files: grantedFiles, open },
  }
}

/** Whether the folder itself was opened, and not only an image in it. */
export function isOpened({ folder, grantedFolders }: InspectRequest): boolean {
  return grantedFolders.includes(folder)
}

function layoutOf(request: InspectRequest, tree: FileTree): Layout {
  return request.layout ?? (isOpened(request) ? planScan(tree).layout : PLAIN_FOLDER)
}

function backingPlaces(request: InspectRequest, tree: FileTree, layout: Layout): BackingPlaces {
  const { givenRoot, located } = request
  const { rootPath } = tree
  const found = [...located].map(([name, path]) => [name, addressOf(rootPath, path)] as const)
  return {
    ...placesOf(rootPath, layout),
    ...(givenRoot !== undefined && { givenRoot }),
    located: new Map(found),
  }
}
