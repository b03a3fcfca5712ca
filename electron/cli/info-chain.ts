import { dirname } from 'node:path'
import type { BackingPlaces } from '../../shared/analysis/backing-name.ts'
import { resolveChain } from '../../shared/analysis/chain.ts'
import type { Chain, ChainLayer, ChainState } from '../../shared/analysis/model.ts'
import { baseNameOf } from '../../shared/files/paths.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { fullBackingFilename } from '../../shared/report/backing-path.ts'
import { type QemuInfo, qemuInfo } from '../../shared/report/qemu-info.ts'
import { createChainHost } from '../files/chain-host.ts'
import { withExtentFiles } from '../files/extent-files.ts'
import { liveTree } from '../files/live-tree.ts'
import type { Input } from './inputs.ts'

/** One image of a chain as `qemu-img info` has it, and why it cannot be read if so. */
export interface LayerInfo {
  readonly name: string
  readonly info: QemuInfo
  readonly fault?: string
}

export interface ChainInfo {
  readonly layers: readonly LayerInfo[]
  readonly state: ChainState
}

/**
 * The images of a chain, each read as it is declared; names are looked for in the folder of the file
 * and below `givenRoot`. Throws `TreeError` when the file cannot be opened.
 */
export function chainInfo(input: Input, givenRoot: string | undefined): ChainInfo {
  const { layers, state } = chainOf(input, givenRoot)
  const names = layerNames(input.given, layers)
  const infos = layers.map((layer, at) => {
    const below = names[at + 1]
    return layerInfo(layer, names[at] ?? layer.displayPath, below)
  })
  return { layers: infos, state }
}

function chainOf(input: Input, givenRoot: string | undefined): Chain {
  const folders = [dirname(input.real), ...(givenRoot === undefined ? [] : [givenRoot])]
  const places: BackingPlaces = {
    rootPath: dirname(input.real),
    nodeRoot: false,
    ...(givenRoot !== undefined && { givenRoot }),
  }
  return resolveChain(baseNameOf(input.real), createChainHost({ places, folders }))
}

/** Names as qemu-img prints them: the one given, then where each recorded name leads. */
function layerNames(given: string, layers: readonly ChainLayer[]): readonly string[] {
  const names: string[] = []
  for (const { recorded, displayPath } of layers) {
    const above = names[names.length - 1]
    if (recorded === undefined || above === undefined) names.push(given)
    else if (recorded.rule === 'relative' || recorded.rule === 'verbatim') {
      names.push(fullBackingFilename(above, recorded.name))
    } else names.push(displayPath)
  }
  return names
}

function layerInfo(layer: ChainLayer, name: string, below: string | undefined): LayerInfo {
  const details = layer.recorded?.format === 'raw' ? asRaw(layer) : inspect(layer.displayPath)
  const { length, allocated } = layer
  const full = below === undefined ? {} : { fullBackingFilename: below }
  const info = qemuInfo({ displayPath: name, length, allocated, details, ...full })
  const fault = details.summary.fault?.message
  return fault === undefined ? { name, info } : { name, info, fault }
}

/** Qemu reads a member that is declared raw as it stands, whatever its first bytes look like. */
function asRaw({ length }: ChainLayer): ImageDetails {
  return { summary: { format: 'raw', virtualSize: length }, faults: [] }
}

function inspect(path: string): ImageDetails {
  const tree = liveTree(dirname(path))
  const file = tree.open(baseNameOf(path))
  try {
    return withExtentFiles(inspectImage(file), tree, baseNameOf(path))
  } finally {
    file.close()
  }
}
