import type { TreePath } from '../../files/tree.ts'
import type { ImageFormat } from '../../formats/types.ts'
import type { BaseName } from '../../nova/base-name.ts'
import type { InstanceRow } from './rows.ts'

/** One file in a line of descent; what is not on this node has no path and no sizes. Bytes. */
export interface DescentFile {
  readonly name: string
  readonly path?: TreePath
  readonly format?: ImageFormat
  readonly virtual?: number
  readonly length?: number
  readonly allocated?: number
}

/** `itself`: by way of others. `host-own`: what is never read; be it here or not, it is no part of the disk. */
export type NoBase = 'file' | 'itself' | 'host-own'

/** Where a disk comes from: Glance image, base in the image cache, disk, instance. */
export interface Descent {
  /** `name` is the image's id. */
  readonly image?: DescentFile
  readonly base?: DescentFile & { readonly kind: BaseName['kind'] }
  /** What the disk stands on instead, which is no file of an image cache. */
  readonly backing?: DescentFile & { readonly is: NoBase }
  /** Whether the base is the raw form of an image in another format: Nova converted it when it came. */
  readonly isRawTwin: boolean
  /** Whether the disk stands on the base or was copied from it; not of one whose header does not tell. */
  readonly relation?: 'overlay' | 'copy'
  /** What it stands on in its own folder, the lowest first. */
  readonly layers?: readonly DescentFile[]
  readonly disk: DescentFile
  /** Another disk of the instance stands on it. */
  readonly isLayer?: true
  readonly instance: Pick<InstanceRow, 'id' | 'uuid' | 'name'>
  /** The image of the root disk, as Nova's metadata record it. */
  readonly recordedImageId?: string
  /** Whether that image's id hashes to the name of the base. */
  readonly match: 'same' | 'different' | 'unknown'
}
