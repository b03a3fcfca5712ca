import type { TreePath } from '../../files/tree.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { ChainHost, ChainMember } from './chain-host.ts'
import { findDataFile, findExtent } from './find-member.ts'

/** Another file in which an image keeps the guest's data. */
export interface DataPart {
  readonly path: TreePath
  /** `st_blocks * 512`. */
  readonly allocated: number
}

/** Where the guest's data are when the image keeps them in other files, as far as those were found. */
export interface DataParts {
  /** A qcow2's external data file. */
  readonly dataFile?: DataPart
  /** The extents of a VMDK descriptor; left out where there are none. */
  readonly extents?: readonly DataPart[]
}

const NONE: DataParts = {}

export function dataPartsOf(
  { image, path }: Pick<ScannedEntry, 'image' | 'path'>,
  host: ChainHost,
): DataParts {
  const name = image?.dataFile?.name
  if (name === undefined && image?.extents === undefined) return NONE
  const dataFile = name === undefined ? undefined : dataFileOf(name, path, host)
  const extents = (image?.extents ?? []).flatMap((each) => {
    const found = findExtent(each, path, host)
    // A descriptor that names itself holds no data.
    return found === undefined || found.address === path ? [] : [partOf(found)]
  })
  return { ...(dataFile && { dataFile }), ...(extents.length > 0 && { extents }) }
}

/** Every file of it. */
export function allParts({ dataFile, extents = [] }: DataParts): readonly DataPart[] {
  return dataFile === undefined ? extents : [dataFile, ...extents]
}

/** Bytes that the other files take. */
export function allocatedInParts({ dataFile, extents }: DataParts): number {
  const ofData = dataFile?.allocated ?? 0
  return extents?.reduce((sum, { allocated }) => sum + allocated, ofData) ?? ofData
}

function dataFileOf(name: string, path: TreePath, host: ChainHost): DataPart | undefined {
  const found = findDataFile(name, path, host)
  return found.kind === 'member' ? partOf(found.member) : undefined
}

function partOf({ address, allocated }: ChainMember): DataPart {
  return { path: address, allocated }
}
