import type { FoundFile } from './kept-files.ts'
import type { DiskFile } from './opened-disk.ts'

/** Collects in which files a layer keeps its data, while these are looked for. */
export class DataNames implements DiskFile {
  readonly path: string
  readonly dataPaths: Map<number, string>
  readonly recordedNames = new Map<number, string>()
  readonly absentNames = new Map<number, string>()

  /** `path` is the image itself, which has its data until it names another file. */
  constructor(path: string) {
    this.path = path
    this.dataPaths = new Map([[0, path]])
  }

  /** What the image names as the file of this number; `found` is undefined where it is not here. */
  add(number: number, name: string | undefined, found: FoundFile | undefined): void {
    if (found === undefined) this.dataPaths.delete(number)
    else this.dataPaths.set(number, found.path)
    if (name === undefined) return
    const names = found === undefined ? this.absentNames : this.recordedNames
    names.set(number, name)
  }
}
