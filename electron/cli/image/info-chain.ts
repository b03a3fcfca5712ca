import { dirname } from 'node:path'
import { resolveNamedChain } from '../../../shared/analysis/chain/chain.ts'
import type { Chain, ChainLayer } from '../../../shared/analysis/chain/chain-model.ts'
import { isAsItStands, recordedOtherwise } from '../../../shared/analysis/chain/recorded-format.ts'
import { absolutePath } from '../../../shared/analysis/places/address.ts'
import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import { baseNameOf, pathUnderRoot } from '../../../shared/files/paths.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import type { ImageDetails } from '../../../shared/formats/details.ts'
import { inspectRecorded } from '../../../shared/formats/inspect.ts'
import { type QemuInfo, qemuInfo } from '../../../shared/report/qemu/qemu-info.ts'
import { type ChainGrants, createChainHost } from '../../files/chain-host.ts'
import { locatedExtents, withExtentFiles } from '../../files/extent-files.ts'
import { liveTree } from '../../files/live-tree.ts'
import { type GivenRoot, grantsOf } from '../../files/named-image.ts'
import { chainComplaint } from '../chain/chain-text.ts'
import { shownAsRaw } from '../chain/footer-note.ts'
import { layerNames } from '../chain/layer-names.ts'
import { locatedNotes } from '../chain/located-text.ts'
import { overlaysBeside } from '../disk/overlays-beside.ts'
import { CliError } from '../error-text.ts'
import { declaredRaw } from '../input/declared-raw.ts'
import { lookInRoot } from '../input/input-in-root.ts'
import { standsOnAnother } from '../input/stands-on-another.ts'
import { lostSnapshots, whyNotOpened } from './info-fault.ts'

/** One image of a chain as `qemu-img info` has it, and why it cannot be read if so. */
export interface LayerInfo {
  readonly name: string
  readonly info: QemuInfo
  readonly fault?: string
  /** What its user should know beside what is shown. */
  readonly note?: string
}

export interface ChainInfo {
  /** As it was found; absent where it was not looked for. */
  readonly chain?: Chain
  readonly layers: readonly LayerInfo[]
  /** Why it is not whole; absent for a whole one, and where it was not asked for. */
  readonly complaint?: string
}

/**
 * The images of a chain, each read as it is declared; names are looked for in the folder of the file,
 * in that of a symlink that it was named by, and in `givenRoot`, but for those of what is `located`. Throws `TreeError` when the file cannot
 * be opened, and a `CliError` for a folder.
 */
export function chainInfo(
  file: string,
  givenRoot: GivenRoot | undefined,
  located: LocatedFiles,
): ChainInfo {
  const input = lookInRoot(file, givenRoot?.real)
  if (input.kind === 'folder') throw new CliError('it is a folder, not an image')
  const { grants, ...image } = grantsOf(input, givenRoot, located)
  const chain = resolveNamedChain(image, createChainHost(grants))
  const { layers, state } = chain
  const { rootPath } = grants.places
  const names = layerNames(input.given, layers)
  const infos = layers.map((layer, at) => {
    const below = names[at + 1]
    const named = absolutePath(rootPath, layer.namedAt ?? layer.path)
    const place = placeOf(named, givenRoot?.real)
    return layerInfo(layer, place, names[at] ?? layer.displayPath, below, grants)
  })
  const [top] = layers
  const whose = top && declaredRaw(input, top.image.format, givenRoot)
  const others = standsOnAnother(
    layers.map(({ displayPath }) => displayPath),
    input,
  )
  const said = [whose, others, overlaysBeside(input), ...locatedNotes(chain, input)].filter(
    (text) => text !== undefined,
  )
  const more = said.length === 0 ? undefined : said.join('; ')
  const complaint = chainComplaint(state, input, givenRoot?.real)
  return {
    chain,
    layers: infos.map((info, at) => (at === 0 ? withNote(info, more) : info)),
    ...(complaint !== undefined && { complaint }),
  }
}

/** What else there is to say of an image stands before its own note. */
function withNote(layer: LayerInfo, more: string | undefined): LayerInfo {
  if (more === undefined) return layer
  return { ...layer, note: layer.note === undefined ? more : `${more}; ${layer.note}` }
}

/** Where an image is named. */
interface NamedPlace {
  readonly folder: string
  readonly path: TreePath
}

/** Below the folder that was given symlinks lead where they do on its node. */
function placeOf(named: string, given: string | undefined): NamedPlace {
  const below = given === undefined ? undefined : pathUnderRoot(given, named)
  if (given === undefined || below === undefined) {
    return { folder: dirname(named), path: baseNameOf(named) }
  }
  return { folder: given, path: below }
}

function layerInfo(
  layer: ChainLayer,
  place: NamedPlace,
  name: string,
  below: string | undefined,
  grants: ChainGrants,
): LayerInfo {
  const details = isAsItStands(layer) ? asRaw(layer) : inspect(layer, place, grants)
  const { length, allocated } = layer
  const full = below === undefined ? {} : { fullBackingFilename: below }
  const declared = layer.recorded?.format
  const recorded = declared === undefined ? {} : { recorded: declared }
  const info = qemuInfo({ displayPath: name, length, allocated, details, ...recorded, ...full })
  const other = recordedOtherwise(layer)
  const fault = whyNotOpened(details) ?? (other && notRecorded(other, details))
  const footer = declared === undefined ? shownAsRaw(details) : undefined
  const note = footer ?? lostSnapshots(details)
  return { name, info, ...(fault !== undefined && { fault }), ...(note !== undefined && { note }) }
}

function notRecorded(recorded: string, { summary: { format } }: ImageDetails): string {
  const name = displayText(recorded)
  return `it is recorded as ${name}, and its content is ${format}: QEMU does not open it`
}

function asRaw({ length }: ChainLayer): ImageDetails {
  return { summary: { format: 'raw', virtualSize: length }, faults: [] }
}

/** What it names is beside its name, as for qemu; the file itself may be where a symlink leads. */
function inspect(
  { displayPath, recorded }: ChainLayer,
  { folder, path }: NamedPlace,
  grants: ChainGrants,
): ImageDetails {
  const file = liveTree(dirname(displayPath)).open(baseNameOf(displayPath))
  try {
    const details = inspectRecorded(file, recorded?.format)
    return withExtentFiles(details, liveTree(folder), path, locatedExtents(grants))
  } finally {
    file.close()
  }
}
