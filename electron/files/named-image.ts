import { dirname } from 'node:path'
import { addressOf } from '../../shared/analysis/chain/address.ts'
import type { NamedImage } from '../../shared/analysis/chain/chain.ts'
import type { ChainGrants } from './chain-host.ts'
import { nearestAbove } from './nearest-above.ts'

/** An image that was named. Both paths are absolute. */
export interface NamedPath {
  /** The name as it was given, in its folder after symlinks: it may be a symlink itself. */
  readonly named: string
  /** After symlinks. */
  readonly real: string
}

export interface GrantedImage extends NamedImage {
  readonly grants: ChainGrants
}

/**
 * What naming an image grants: the folder that its name stands in, from which qemu goes on, that of
 * the image where a symlink leads to another, and `givenRoot`, absolute after symlinks.
 */
export function grantsOf({ named, real }: NamedPath, givenRoot: string | undefined): GrantedImage {
  const folders = [...new Set([dirname(named), dirname(real)])]
  const rootPath = nearestAbove(folders)
  const root = givenRoot === undefined ? {} : { givenRoot }
  return {
    named: addressOf(rootPath, named),
    path: addressOf(rootPath, real),
    grants: {
      places: { rootPath, nodeRoot: false, ...root },
      folders: givenRoot === undefined ? folders : [...folders, givenRoot],
    },
  }
}
