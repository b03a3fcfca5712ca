import type { FileTree, TreePath } from '../files/tree.ts'
import type { EntryDraft } from './entry.ts'
import { mountedAt } from './file-systems.ts'
import type { MountedFileSystem } from './layout.ts'
import type { UnitResult } from './model.ts'
import type { ScanUnit } from './scan-unit.ts'

/** The file systems that a unit lies on: its folder's own, and what is mounted inside it. */
export class UnitDevice {
  readonly #tree: FileTree
  readonly #unit: ScanUnit
  readonly #mounts: MountedFileSystem[] = []
  #dev: number | undefined
  /** Of the directory that is being visited. */
  #here: number | undefined
  #ino: number | undefined

  constructor(tree: FileTree, unit: ScanUnit) {
    this.#tree = tree
    this.#unit = unit
  }

  get dev(): number | undefined {
    return this.#dev
  }

  /** The unit's own device first; any other is a mount inside it, each noted where it was met. */
  note(path: TreePath, dev: number): void {
    this.#dev ??= dev
    if (dev === this.#dev || this.#mounts.some((mount) => mount.dev === dev)) return
    this.#mounts.push(mountedAt(this.#tree, path, dev))
  }

  /** What makes blocks up gives a file another number each time that it is looked for. */
  noteInode(ino: number): void {
    const isLasting = this.#unit.untrustedBlocks !== true && Number.isSafeInteger(ino)
    if (isLasting && ino > 0) this.#ino = ino
  }

  /** Visits a directory that is on `dev`. */
  on(dev: number, visit: () => void): void {
    const above = this.#here
    this.#here = dev
    visit()
    this.#here = above
  }

  /** Tells the device of what is not on the unit's own. */
  mark(entry: EntryDraft): void {
    if (this.#here !== undefined && this.#here !== this.#dev) entry.dev = this.#here
  }

  get found(): Pick<UnitResult, 'dev' | 'ino' | 'mounts'> {
    return {
      ...(this.#dev !== undefined && { dev: this.#dev }),
      ...(this.#ino !== undefined && { ino: this.#ino }),
      ...(this.#mounts.length > 0 && { mounts: this.#mounts }),
    }
  }
}
