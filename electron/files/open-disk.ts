import type { NamedImage } from '../../shared/analysis/chain/chain.ts'
import type { LocatedFiles } from '../../shared/analysis/places/backing-places.ts'
import type { ChainGrants } from './chain-host.ts'
import { DiskOpener } from './disk-opener.ts'
import { type GivenRoot, grantsOf, type NamedPath } from './named-image.ts'
import type { OpenedDisk } from './opened-disk.ts'

export interface OpenDiskOptions {
  /** `--root DIR`: granted, and where recorded absolute names are looked for. */
  readonly givenRoot?: GivenRoot
  /** `--locate NAME=FILE`: granted, and read for what is recorded as NAME. */
  readonly located?: LocatedFiles
  /** What the image is, where that is told; `raw` reads it as it stands. */
  readonly format?: string
  /** Id or name of an internal snapshot of the image. */
  readonly snapshot?: string
}

/**
 * The guest's disk of an image. Members are looked for in the folder of its name, in that of the image
 * itself and in `givenRoot`, and nothing outside of these and of what was located is touched. A member that
 * is not here, or cannot be read, is a missing layer. Throws `TreeError` and `FormatError` only when
 * the image itself cannot be opened.
 */
export function openDiskAt(image: NamedPath, options: OpenDiskOptions = {}): OpenedDisk {
  const { givenRoot, located, snapshot, format } = options
  const { grants, ...named } = grantsOf(image, givenRoot, located)
  const isRaw = format === 'raw'
  return openDiskIn(named, { ...grants, ...(isRaw && { raw: named.path }) }, snapshot)
}

/** `openDiskAt` with members looked for in what was granted only. */
export function openDiskIn(image: NamedImage, grants: ChainGrants, snapshot?: string): OpenedDisk {
  const opener = new DiskOpener(grants, snapshot)
  try {
    return opener.open(image)
  } catch (error) {
    opener.close()
    throw error
  }
}
