import type { TreePath } from '../../files/tree.ts'
import type { Alias, Layout } from '../../scan/layout.ts'
import type { Partition } from '../../scan/partition.ts'
import { type Address, addressOf } from './address.ts'

/** What names of a node mean inside one opened folder. */
export interface NamedPlaces {
  readonly instancesPath?: TreePath
  readonly recordedInstancesPath?: string
  readonly basePath?: TreePath
  /** What of the node's root the folder is, where it is not that. */
  readonly partition?: Partition
}

/** One of several opened folders. */
export interface OpenedPlaces extends NamedPlaces {
  readonly path: TreePath
  /** Absolute path of what stands for the node's `/`, where that is known. */
  readonly nodeRoot?: string
  /** Folders of one number are of one host: names of each are looked for in all of them. */
  readonly node: number
}

/** Where names of a node may be found in what was opened. */
export interface BackingPlaces extends NamedPlaces {
  /** Absolute path of the opened tree. */
  readonly rootPath: string
  /** The opened tree is a whole node: its root stands for the node's `/`. */
  readonly nodeRoot: boolean
  /** Where the tree is of several opened folders; then these count, and not the above. */
  readonly opened?: readonly OpenedPlaces[]
  /** Places that have another name in the tree, at which what lies there was scanned. */
  readonly aliases?: readonly Alias[]
  /** Absolute path of a folder that the user says stands for the node's `/`. */
  readonly givenRoot?: string
  /** Members that the user pointed at, by recorded name. */
  readonly located?: ReadonlyMap<string, Address>
}

/** Files that the user pointed at: absolute paths after symlinks, by the name that an image records. */
export type LocatedFiles = ReadonlyMap<string, string>

/** The same places with what the user pointed at. */
export function withLocated(places: BackingPlaces, located: LocatedFiles): BackingPlaces {
  const { rootPath } = places
  const pointedAt = [...located].map(([name, path]) => [name, addressOf(rootPath, path)] as const)
  return { ...places, located: new Map(pointedAt) }
}

/** The places that a scan's layout names. */
export function placesOf(rootPath: string, layout: Layout): BackingPlaces {
  return {
    rootPath,
    nodeRoot: layout.kind === 'node' && layout.partition === undefined,
    ...(layout.instancesPath !== undefined && { instancesPath: layout.instancesPath }),
    ...(layout.recordedInstancesPath !== undefined && {
      recordedInstancesPath: layout.recordedInstancesPath,
    }),
    ...(layout.basePath !== undefined && { basePath: layout.basePath }),
    ...(layout.partition && { partition: layout.partition }),
  }
}
