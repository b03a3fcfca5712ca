import { dirname } from 'node:path'
import type { Chain } from '../../shared/analysis/chain/chain-model.ts'
import { absolutePath } from '../../shared/analysis/places/address.ts'
import { declaredByDiskInfo } from '../../shared/analysis/rows/image-context.ts'
import { pathUnderRoot } from '../../shared/files/paths.ts'
import { shellLine } from '../../shared/findings/shell.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import type { ImageFormat } from '../../shared/formats/types.ts'
import type { ExportAdvice } from '../../shared/ipc/answers.ts'
import { placesOfImages, tryPlan } from '../files/opened-paths.ts'
import { strayFile } from '../files/stray-file.ts'
import { isLocated, reasonAgainst } from './export-reasons.ts'
import { type ImagePlace, isOpened } from './image-place.ts'
import type { InspectRequest } from './jobs.ts'
import { outputName } from './output-name.ts'

/** Formats in which a disk is not byte by byte; what is raw is what an export would make. */
const WRAPPED: ReadonlySet<ImageFormat> = new Set<ImageFormat>([
  'qcow2',
  'qcow',
  'qed',
  'vmdk',
  'vdi',
  'vpc',
  'vhdx',
  'parallels',
  'luks',
])

/**
 * How the command line writes the guest's disk of an image through the chain that was found here;
 * undefined for what needs no export, and for what is read as it stands whatever its header.
 */
export function exportAdvice(
  request: InspectRequest,
  place: ImagePlace,
  chain: Chain,
  details: ImageDetails,
): ExportAdvice | undefined {
  const { tree, named, path, grants } = place
  const [top] = chain.layers
  if (top === undefined || grants.raw !== undefined) return undefined
  if (!WRAPPED.has(top.image.format)) return undefined
  const image = absolutePath(tree.rootPath, named)
  const against = reasonAgainst(chain, details, image)
  if (against !== undefined) return { kind: 'none', why: against }
  // The command line goes by disk.info where a scan knows better.
  const format = declaredByDiskInfo(tree, path) === 'raw' ? top.image.format : undefined
  const command = format === undefined ? 'cowscope export' : `cowscope export --format ${format}`
  const located = locatedIn(chain)
  const locate = located.map(([name, path]) => `${name}=${path}`)
  const options = `${' --locate {}'.repeat(locate.length)} -o {} {}`
  const names = [...locate, outputName(image), image]
  if (isAllBeside(image, chain)) return commandOf(shellLine(command + options, ...names))
  const root = rootOf(request, image, chain)
  if (root === undefined) return { kind: 'none', why: 'places' }
  // The format says that somebody knows what the header names.
  if (
    format === undefined &&
    isOnStray(chain, image, place, () => imagePlacesOf(root, request, place))
  ) {
    return { kind: 'none', why: 'stray' }
  }
  return commandOf(shellLine(`${command} --root {}${options}`, root, ...names))
}

function commandOf(line: string | undefined): ExportAdvice {
  return line === undefined ? { kind: 'none', why: 'places' } : { kind: 'command', line }
}

/** What was pointed at: absolute paths by recorded name. */
function locatedIn({ layers }: Chain): readonly (readonly [name: string, path: string])[] {
  const found = layers.flatMap(({ recorded, displayPath, elsewhere }) => [
    ...(recorded?.rule === 'located' ? [[recorded.name, displayPath] as const] : []),
    ...(elsewhere?.located ?? []).map((part) => [part.name, part.displayPath] as const),
  ])
  return [...new Map(found)]
}

/** Whether it stands on a file that lies where the node has no images, which the command line does not read by itself. */
function isOnStray(
  chain: Chain,
  named: string,
  { tree: { rootPath }, path }: ImagePlace,
  places: () => readonly string[],
): boolean {
  const [, ...below] = chain.layers
  const found = below.filter((layer) => !isLocated(layer)).map(({ displayPath }) => displayPath)
  const image = { named, real: absolutePath(rootPath, path), rootPath }
  return strayFile([...found, ...dataFilesOf(chain)], chain, image, places) !== undefined
}

/** Of what was opened they are known; a root that was only pointed at is looked at where it comes to that. */
function imagePlacesOf(
  root: string,
  request: InspectRequest,
  { imagePlaces, open }: ImagePlace,
): readonly string[] {
  if (openedFolders(request).includes(root)) return imagePlaces
  return placesOfImages(tryPlan({ real: root, kind: 'folder' }, open))
}

/** Whether all of it lies in the folder of the name, which naming it grants, but for what was located. */
function isAllBeside(image: string, chain: Chain): boolean {
  const layers = chain.layers.filter((layer) => !isLocated(layer))
  const found = layers.map(({ displayPath }) => displayPath)
  return [...found, ...dataFilesOf(chain)].every((path) => dirname(path) === dirname(image))
}

/** External data files, but for those that somebody pointed at. Absolute paths. */
function dataFilesOf({ layers }: Chain): readonly string[] {
  return layers.flatMap(({ image: { dataFile }, elsewhere }) => {
    const isPointedAt = elsewhere?.located?.some(({ name }) => name === dataFile?.name) === true
    return isPointedAt ? [] : (elsewhere?.dataFile ?? [])
  })
}

/** The folder that was opened and has all of it, in which names mean the same as here. */
function rootOf(request: InspectRequest, image: string, { layers }: Chain): string | undefined {
  const { givenRoot } = request
  const folders = [...(givenRoot === undefined ? [] : [givenRoot]), ...openedFolders(request)]
  const [, ...below] = layers
  const paths = below.filter((layer) => !isLocated(layer)).map(({ displayPath }) => displayPath)
  const hasAll = (root: string) =>
    [...paths, image].every((path) => pathUnderRoot(root, path) !== undefined)
  return folders.find(hasAll)
}

function openedFolders(request: InspectRequest): readonly string[] {
  const { parts, folder } = request
  if (!isOpened(request)) return []
  return parts?.flatMap(({ real, kind }) => (kind === 'folder' ? [real] : [])) ?? [folder]
}
