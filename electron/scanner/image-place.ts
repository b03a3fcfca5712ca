import { planPlaces } from '../../shared/analysis/opened/plan-places.ts'
import { type Address, absolutePath, addressOf } from '../../shared/analysis/places/address.ts'
import { type BackingPlaces, withLocated } from '../../shared/analysis/places/backing-places.ts'
import { declaredByDiskInfo } from '../../shared/analysis/rows/image-context.ts'
import { baseNameOf, parentPath } from '../../shared/files/paths.ts'
import { linkedPath } from '../../shared/files/resolve.ts'
import { type FileTree, TreeError, type TreePath } from '../../shared/files/tree.ts'
import { isPlain } from '../../shared/formats/formats-agree.ts'
import { instanceDirName } from '../../shared/nova/names.ts'
import { imagePlaces } from '../../shared/scan/image-places.ts'
import type { Layout } from '../../shared/scan/layout.ts'
import { PLAIN_FOLDER } from '../../shared/scan/plain-folder.ts'
import type { ScanPlan } from '../../shared/scan/plan-model.ts'
import { probeFile } from '../../shared/scan/probe-file.ts'
import type { ChainGrants } from '../files/chain-host.ts'
import {
  foldersOf,
  type OpenedPath,
  type OpenFolder,
  planTogether,
  treeOf,
  tryPlan,
} from '../files/opened-paths.ts'
import type { FoundPlaces, InspectRequest } from './jobs.ts'

/** An image that was asked for, found on the disk, with what its chain may be followed into. */
export interface ImagePlace {
  readonly tree: FileTree
  /** As it was asked for: relative names in it count from there. */
  readonly named: Address
  /** In the tree, after symlinks. */
  readonly path: TreePath
  readonly layout: Layout
  readonly grants: ChainGrants
  /** Folders with images of what was opened. Absolute paths. */
  readonly imagePlaces: readonly string[]
  readonly open: OpenFolder
}

/** Finds the image of a request inside its folder. Throws `TreeError`. */
export function findImage(request: InspectRequest, open: OpenFolder): ImagePlace {
  const { grantedFiles, grantedFolders } = request
  const found = placesFor(request, open)
  const tree = treeOf(found.rootPath, foldersOf(found), open)
  const path = linkedPath(tree, request.path)
  const places = backingPlaces(request, { ...found, rootPath: tree.rootPath })
  return {
    tree,
    named: request.named === undefined ? request.path : addressOf(tree.rootPath, request.named),
    path,
    layout: found.layout,
    imagePlaces: found.imagePlaces.map((place) => absolutePath(tree.rootPath, place)),
    open,
    grants: {
      places,
      folders: grantedFolders,
      files: grantedFiles,
      open,
      ...(isReadRaw(request, tree, path) && { raw: path }),
    },
  }
}

/**
 * Whether an instance's disk is read as it stands although it begins with a header: a scan knows what all
 * declare it to be, and before that disk.info beside it does.
 */
function isReadRaw(request: InspectRequest, tree: FileTree, path: TreePath): boolean {
  const { disk } = request
  if (disk !== undefined) return disk.isRaw
  if (!isOpened(request) || instanceDirName(baseNameOf(parentPath(path))) === undefined)
    return false
  return declaredByDiskInfo(tree, path) === 'raw' && !isPlain(probeFile(tree, path).format)
}

/** Whether the folder itself was opened, and not only an image in it. */
export function isOpened({ folder, grantedFolders, parts }: InspectRequest): boolean {
  return parts !== undefined || grantedFolders.includes(folder)
}

/** A scan's places, with the paths that it was asked for: its plan may be of fewer. */
export interface ScannedPlaces {
  readonly paths: readonly OpenedPath[]
  readonly found: FoundPlaces
}

/** What is kept of a plan for the images in it. */
export function foundPlaces(plan: ScanPlan): FoundPlaces {
  const { rootPath, layout, nodes } = plan
  const places = { rootPath, layout, imagePlaces: imagePlaces(plan) }
  return nodes === undefined ? places : { ...places, nodes }
}

/** Whether a scan was of what a request is for: of the folder, or of the same paths together. */
export function isOfPlace({ paths, found }: ScannedPlaces, request: InspectRequest): boolean {
  const { folder, parts = [{ real: folder, kind: 'folder' }] } = request
  const scanned = new Set(paths.map(({ real }) => real))
  const isOfAll = scanned.size === parts.length && parts.every(({ real }) => scanned.has(real))
  return isOfAll && found.rootPath === folder
}

function placesFor(request: InspectRequest, open: OpenFolder): FoundPlaces {
  const { folder, found, parts = [{ real: folder, kind: 'folder' }] } = request
  if (found !== undefined) return found
  if (isOpened(request)) return planParts(parts, open)
  return { rootPath: folder, layout: PLAIN_FOLDER, imagePlaces: [] }
}

/** Another part that is gone does not keep anybody from an image in this one. Throws `TreeError`. */
function planParts(parts: readonly OpenedPath[], open: OpenFolder): FoundPlaces {
  const outcomes = parts.map((part) => tryPlan(part, open))
  const { plan, notOpened } = planTogether(parts, outcomes)
  if (plan !== undefined) return foundPlaces(plan)
  const [first] = notOpened
  throw new TreeError(first?.code ?? 'not-found', first?.path ?? '', first?.errno ?? 'ENOENT')
}

function backingPlaces({ givenRoot, located }: InspectRequest, found: FoundPlaces): BackingPlaces {
  const places = { ...planPlaces(found), ...(givenRoot !== undefined && { givenRoot }) }
  return withLocated(places, located)
}
