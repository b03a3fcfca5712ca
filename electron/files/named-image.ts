import { dirname } from 'node:path'
import type { NamedImage } from '../../shared/analysis/chain/chain.ts'
import { addressOf } from '../../shared/analysis/places/address.ts'
import {
  type BackingPlaces,
  type LocatedFiles,
  withLocated,
} from '../../shared/analysis/places/backing-places.ts'
import type { ChainGrants } from './chain-host.ts'
import { nearestAbove } from './nearest-above.ts'

/** An image that was named. Both paths are absolute. */
export interface NamedPath {
  /** The name as it was given, in its folder after symlinks: it may be a symlink itself. */
  readonly named: string
  /** After symlinks. */
  readonly real: string
}

/** A folder that the user says is a node's root, or holds its instances. */
export interface GivenRoot {
  /** Absolute, after symlinks. */
  readonly real: string
  /** Where names are looked for, in a tree of `rootPath`, which is the folder or above it. */
  readonly placesIn: (rootPath: string) => BackingPlaces
  /** Absolute paths of the folders in which it has images: of a node's root that is not everywhere. */
  readonly imagePlaces: () => readonly string[]
  /** How the domain of the instance of that folder, an absolute path, opens a file of it; by its XML there. */
  readonly declared: (folder: string, name: string) => DomainDeclared | undefined
}

/** What a domain's XML says of a disk. */
export interface DomainDeclared {
  readonly format: string
  /** QEMU decrypts the file, by any description of the domain. */
  readonly isDecrypted: boolean
  /** Absolute path of the XML. */
  readonly xml: string
}

export interface GrantedImage extends NamedImage {
  readonly grants: ChainGrants
}

/**
 * What naming an image grants: the folder that its name stands in, from which qemu goes on, that of
 * the image where a symlink leads to another, the one that was given, and each file that was located.
 */
export function grantsOf(
  { named, real }: NamedPath,
  given: GivenRoot | undefined,
  located: LocatedFiles = new Map(),
): GrantedImage {
  const own = [...new Set([dirname(named), dirname(real)])]
  const folders = given === undefined ? own : [...own, given.real]
  const rootPath = nearestAbove(folders)
  const places = given?.placesIn(rootPath) ?? { rootPath, nodeRoot: false }
  return {
    named: addressOf(rootPath, named),
    path: addressOf(rootPath, real),
    grants: { places: withLocated(places, located), folders, files: [...located.values()] },
  }
}
