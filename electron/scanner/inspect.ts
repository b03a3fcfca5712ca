import { absolutePath, addressOf } from '../../shared/analysis/address.ts'
import { type BackingPlaces, placesOf } from '../../shared/analysis/backing-name.ts'
import { resolveChain } from '../../shared/analysis/chain.ts'
import { chainClues } from '../../shared/analysis/chain-findings.ts'
import { entryClues } from '../../shared/analysis/entry-findings.ts'
import { imageContext } from '../../shared/analysis/image-context.ts'
import { lookupOf, resolveInRoot } from '../../shared/files/resolve.ts'
import { type FileStat, type FileTree, TreeError, type TreePath } from '../../shared/files/tree.ts'
import { about } from '../../shared/findings/finding.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import type { VerdictContext } from '../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
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
  const layout = layoutOf(request, tree)
  // What stands beside a file that was opened alone was not opened.
  const context = imageContext(tree, path, layout, isOpened(request))
  const { details, verdict } = readImage(tree, path, stat, context)
  const host = createChainHost({
    places: backingPlaces(request, tree, layout),
    folders: grantedFolders,
    files: grantedFiles,
    open,
  })
  const chain = resolveChain(path, host)
  const entry = entryOf(path, 'image', stat, details.summary)
  const subject = { kind: 'image', path } as const
  return {
    placeId,
    path: askedPath,
    displayPath: absolutePath(tree.rootPath, path),
    stat,
    details,
    verdict,
    chain,
    findings: [...entryClues(entry), ...chainClues(chain)].map((one) => about(one, subject)),
  }
}

function fileStat(tree: FileTree, path: TreePath): FileStat {
  const stat = tree.lstat(path)
  if (stat.type !== 'file') throw new TreeError('not-a-file', path, 'EINVAL')
  return stat
}

function readImage(
  tree: FileTree,
  path: TreePath,
  { allocated }: FileStat,
  context: VerdictContext,
): Pick<ImageReport, 'details' | 'verdict'> {
  const file = tree.open(path)
  try {
    const details = inspectImage(file)
    return { details, verdict: imageVerdict(file, { ...context, allocated }, details) }
  } finally {
    file.close()
  }
}

function isOpened({ folder, grantedFolders }: InspectRequest): boolean {
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
