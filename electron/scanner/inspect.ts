import { absolutePath, addressOf } from '../../shared/analysis/address.ts'
import { type BackingPlaces, placesOf } from '../../shared/analysis/backing-name.ts'
import { resolveChain } from '../../shared/analysis/chain.ts'
import { chainProblems } from '../../shared/analysis/chain-problems.ts'
import { entryProblems } from '../../shared/analysis/entry-problems.ts'
import { lookupOf, resolveInRoot } from '../../shared/files/resolve.ts'
import { type FileStat, type FileTree, TreeError, type TreePath } from '../../shared/files/tree.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import type { ImageReport } from '../../shared/ipc/contract.ts'
import { entryOf } from '../../shared/scan/entry.ts'
import type { Layout } from '../../shared/scan/model.ts'
import { planScan } from '../../shared/scan/plan.ts'
import { createChainHost } from '../files/chain-host.ts'
import type { InspectRequest } from './jobs.ts'

const PLAIN_FOLDER: Layout = { kind: 'folder', glancePaths: [], domainPaths: [] }

/** Reads one image and follows its chain through what was granted. Throws `TreeError`. */
export function inspectLive(
  request: InspectRequest,
  open: (rootPath: string) => FileTree,
): ImageReport {
  const { askedPath, grantedFiles, grantedFolders, placeId } = request
  const tree = open(request.folder)
  const path = resolveInRoot(lookupOf(tree), request.path)
  const stat = fileStat(tree, path)
  const details = readDetails(tree, path)
  const host = createChainHost({
    places: backingPlaces(request, tree),
    folders: grantedFolders,
    files: grantedFiles,
    open,
  })
  const chain = resolveChain(path, host)
  const entry = entryOf(path, 'image', stat, details.summary)
  return {
    placeId,
    path: askedPath,
    displayPath: absolutePath(tree.rootPath, path),
    stat,
    details,
    chain,
    problems: [...entryProblems(entry), ...chainProblems(path, chain)],
  }
}

function fileStat(tree: FileTree, path: TreePath): FileStat {
  const stat = tree.lstat(path)
  if (stat.type !== 'file') throw new TreeError('not-a-file', path, 'EINVAL')
  return stat
}

function readDetails(tree: FileTree, path: TreePath): ImageDetails {
  const file = tree.open(path)
  try {
    return inspectImage(file)
  } finally {
    file.close()
  }
}

function backingPlaces(request: InspectRequest, tree: FileTree): BackingPlaces {
  const { folder, givenRoot, grantedFolders, located } = request
  const { rootPath } = tree
  const isOpened = grantedFolders.includes(folder)
  const layout = request.layout ?? (isOpened ? planScan(tree).layout : PLAIN_FOLDER)
  const found = [...located].map(([name, path]) => [name, addressOf(rootPath, path)] as const)
  return {
    ...placesOf(rootPath, layout),
    ...(givenRoot !== undefined && { givenRoot }),
    located: new Map(found),
  }
}
