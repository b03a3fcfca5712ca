import type { TreeFault } from '../../shared/files/tree.ts'
import type { Place } from '../../shared/ipc/places.ts'
import type { OpenedPath } from '../files/opened-paths.ts'

/** Something the user opened, with what that allows to be read. */
export interface Grant {
  readonly place: Place
  /** After symlinks, as it was when it was opened. */
  readonly realPath: string
  /** Of an image: the symlink that it was opened by, in its folder after symlinks. */
  readonly named?: string
  /** Where several paths were opened as one: these and nothing else below `realPath`, which is above all. */
  readonly parts?: readonly OpenedPath[]
  /** What should have been opened with them and could not be. */
  readonly notOpened?: readonly TreeFault[]
  /** `--root DIR`, after symlinks: where recorded absolute names of this place are looked for. */
  readonly root?: string
  /** Files that the user pointed at for names in this place, after symlinks, by recorded name. */
  readonly located: ReadonlyMap<string, string>
}
