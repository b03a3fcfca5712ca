import type { TreePath } from '../../files/tree.ts'
import type { ImageSummary } from '../../formats/types.ts'
import type { AllocatedFrom, ScannedEntry } from '../../scan/model.ts'
import type { Address } from '../places/address.ts'
import type { ChainHost, ChainMember } from './chain-host.ts'
import type { ChainLayer } from './chain-model.ts'
import { findDataFile, findExtent, findExtentElsewhere } from './find-member.ts'
import { isAsItStands } from './recorded-format.ts'

/** Another file in which an image keeps the guest's data. */
export interface DataPart {
  readonly path: TreePath
  /** `st_blocks * 512`. */
  readonly allocated: number
  /** As of a disk. */
  readonly allocatedFrom?: AllocatedFrom
  readonly blocks?: number
}

/** Where the guest's data are when the image keeps them in other files, as far as those were found. */
export interface DataParts {
  /** A qcow2's external data file. */
  readonly dataFile?: DataPart
  /** The extents of a VMDK descriptor; left out where there are none. */
  readonly extents?: readonly DataPart[]
  /** Those of them that are not beside it: QEMU reads them, and nothing of them is opened here. */
  readonly extentsElsewhere?: readonly DataPart[]
}

const NONE: DataParts = {}

export function dataPartsOf({ image, path }: ScannedEntry, host: ChainHost): DataParts {
  return image === undefined ? NONE : partsOf(image, path, path, host)
}

/** Where the data of a layer are; one that is read as it stands has none in other files. */
export function partsOfLayer(layer: ChainLayer, host: ChainHost): DataParts {
  const { image, path, namedAt = path } = layer
  return isAsItStands(layer) ? NONE : partsOf(image, path, namedAt, host)
}

/** Every file of it. */
export function allParts(parts: DataParts): readonly DataPart[] {
  const { dataFile, extents = [], extentsElsewhere = [] } = parts
  const beside = dataFile === undefined ? extents : [dataFile, ...extents]
  return extentsElsewhere.length === 0 ? beside : [...beside, ...extentsElsewhere]
}

/** Bytes that the other files take. */
export function allocatedInParts({ dataFile, extents }: DataParts): number {
  const ofData = dataFile?.allocated ?? 0
  return extents?.reduce((sum, { allocated }) => sum + allocated, ofData) ?? ofData
}

/** `at`: where its name stands, from which relative names count. */
function partsOf(image: ImageSummary, path: TreePath, at: Address, host: ChainHost): DataParts {
  const name = image.dataFile?.name
  const { extents = [], extentsElsewhere = [] } = image
  if (name === undefined && extents.length + extentsElsewhere.length === 0) return NONE
  const dataFile = name === undefined ? undefined : dataFileOf(name, at, host)
  // A descriptor that names itself holds no data.
  const found = (member: ChainMember | undefined): readonly DataPart[] =>
    member === undefined || member.address === path ? [] : [partOf(member)]
  const beside = extents.flatMap((each) => found(findExtent(each, at, host)))
  const elsewhere = extentsElsewhere.flatMap((each) => {
    const place = findExtentElsewhere(each, at, host)
    return place.kind === 'member' ? found(place.member) : []
  })
  return {
    ...(dataFile && { dataFile }),
    ...(beside.length > 0 && { extents: beside }),
    ...(elsewhere.length > 0 && { extentsElsewhere: elsewhere }),
  }
}

function dataFileOf(name: string, at: Address, host: ChainHost): DataPart | undefined {
  const found = findDataFile(name, at, host)
  return found.kind === 'member' ? partOf(found.member) : undefined
}

function partOf({ address, allocated, allocatedFrom, blocks }: ChainMember): DataPart {
  const from = allocatedFrom === undefined ? {} : { allocatedFrom }
  return { path: address, allocated, ...from, ...(blocks !== undefined && { blocks }) }
}
