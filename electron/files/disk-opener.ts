import { type NamedImage, resolveNamedChain } from '../../shared/analysis/chain/chain.ts'
import type { ChainHost } from '../../shared/analysis/chain/chain-host.ts'
import type { Chain, ChainLayer } from '../../shared/analysis/chain/chain-model.ts'
import { NAMES_TOLD } from '../../shared/analysis/chain/data-elsewhere.ts'
import { findDataFile, findExtent } from '../../shared/analysis/chain/find-member.ts'
import { formatOf } from '../../shared/analysis/chain/recorded-format.ts'
import type { Address } from '../../shared/analysis/places/address.ts'
import { FormatError } from '../../shared/bytes/errors.ts'
import { TreeError } from '../../shared/files/tree.ts'
import { openDisk } from '../../shared/formats/disk/disk.ts'
import type { DiskLayer, MissingLayer } from '../../shared/formats/disk/types.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import type { DataFileReference, ImageFormat } from '../../shared/formats/types.ts'
import { isExtentAlone } from '../../shared/formats/vmdk/extent-alone.ts'
import { namesElsewhere } from '../../shared/formats/vmdk/extent-name.ts'
import { type ChainGrants, createChainHost } from './chain-host.ts'
import { nodeCodecs } from './codecs.ts'
import { DataNames } from './data-names.ts'
import { type FoundFile, KeptFiles } from './kept-files.ts'
import type { AbsentExtents, DiskFile, DiskGap, OpenedDisk } from './opened-disk.ts'
import { otherThanRecorded } from './other-than-recorded.ts'

/** Opens the files of one disk, keeps them until it is closed, and notes what is not here. */
export class DiskOpener {
  readonly #kept: KeptFiles
  readonly #host: ChainHost
  readonly #snapshot: string | undefined
  readonly #files: DiskFile[] = []
  readonly #gaps: DiskGap[] = []

  constructor(grants: ChainGrants, snapshot: string | undefined) {
    this.#snapshot = snapshot
    this.#host = createChainHost(grants)
    this.#kept = new KeptFiles(grants)
  }

  open(image: NamedImage): OpenedDisk {
    const chain = resolveNamedChain(image, this.#host)
    const [first, ...rest] = chain.layers
    if (first === undefined) throw this.#notOpened(chain, image.path)
    const active = this.#layer(first, formatOf(first), this.#snapshot)
    const disk = openDisk(active, this.#below(first, rest, chain))
    return {
      disk,
      chain,
      files: this.#files,
      paths: this.#kept.paths,
      gaps: this.#gaps,
      revision: () => `${disk.revision()} ${this.#kept.stamp}`,
      close: () => this.close(),
    }
  }

  close(): void {
    this.#kept.close()
  }

  #notOpened(chain: Chain, address: Address): Error {
    const { state } = chain
    if (state.kind === 'unreadable') {
      return new TreeError(state.fault.code, state.fault.path, state.fault.errno)
    }
    return new TreeError('not-found', address, 'ENOENT')
  }

  #below(
    first: ChainLayer,
    layers: readonly ChainLayer[],
    { state }: Chain,
  ): readonly (DiskLayer | MissingLayer)[] {
    const opened: (DiskLayer | MissingLayer)[] = []
    let above = first
    for (const layer of layers) {
      const next = this.#member(above, layer)
      if (next === undefined) return [...opened, { missing: true }]
      opened.push(next)
      above = layer
    }
    if (state.kind === 'standalone' || state.kind === 'complete') return opened
    this.#gaps.push({ kind: 'backing', state })
    return [...opened, { missing: true }]
  }

  /** The layer below `above`; undefined, with a gap, where it cannot be read or is another one. */
  #member(above: ChainLayer, layer: ChainLayer): DiskLayer | undefined {
    const other = otherThanRecorded(above, layer)
    if (other !== undefined) {
      this.#gaps.push({ ...other, path: above.displayPath, below: layer.displayPath })
      return undefined
    }
    try {
      return this.#layer(layer, formatOf(layer))
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof TreeError)) throw error
      this.#gaps.push({ kind: 'layer', path: layer.displayPath, reason: error.message })
      return undefined
    }
  }

  #layer(layer: ChainLayer, format: ImageFormat, snapshot?: string): DiskLayer {
    const file = this.#kept.open(layer.path, layer.inode)
    const reference = format === 'raw' ? undefined : layer.image.dataFile
    const data = reference && this.#dataFile(layer, reference)
    const names = new DataNames(layer.displayPath)
    const absent = new Set<string>()
    if (reference !== undefined) names.add(0, reference.name, data)
    const opened = openLayer(file, format, {
      codecs: nodeCodecs,
      allocated: layer.allocated,
      ...(data !== undefined && { dataFile: data.file }),
      ...(snapshot !== undefined && { snapshot }),
      extentFile: (name, index) => {
        const found = this.#extentFile(layer, name)
        names.add(index, name, found)
        if (found === undefined) absent.add(name)
        return found?.file
      },
    })
    const vmdk = format === 'vmdk' ? inspectImage(file).vmdk : undefined
    this.#noteExtents('extent', layer, absent)
    this.#noteExtents('extent-elsewhere', layer, namesElsewhere(vmdk?.descriptor?.extents ?? []))
    if (vmdk !== undefined && isExtentAlone(vmdk))
      this.#gaps.push({ kind: 'part', path: layer.displayPath })
    this.#files.push(names)
    return opened
  }

  /** A file that a descriptor names. */
  #extentFile(layer: ChainLayer, name: string): FoundFile | undefined {
    const member = findExtent(name, layer.namedAt ?? layer.path, this.#host)
    return member && this.#kept.found(member)
  }

  /** A descriptor may name a thousand. */
  #noteExtents(
    kind: AbsentExtents['kind'],
    { displayPath: path }: ChainLayer,
    names: ReadonlySet<string>,
  ): void {
    const { size: count } = names
    if (count > 0) this.#gaps.push({ kind, path, names: [...names].slice(0, NAMES_TOLD), count })
  }

  #dataFile(layer: ChainLayer, { name = '' }: DataFileReference): FoundFile | undefined {
    const found = findDataFile(name, layer.namedAt ?? layer.path, this.#host)
    if (found.kind === 'member') return this.#kept.found(found.member)
    this.#gaps.push({ kind: 'data-file', path: layer.displayPath, state: found })
    return undefined
  }
}
