import type { ChainMember } from '../../shared/analysis/chain/chain-host.ts'
import type { SeenInode } from '../../shared/analysis/chain/chain-model.ts'
import { type Address, absolutePath } from '../../shared/analysis/places/address.ts'
import type { ByteSource } from '../../shared/bytes/source.ts'
import type { OpenFile } from '../../shared/files/tree.ts'
import type { ChainGrants } from './chain-host.ts'
import { fileStamp } from './file-stamp.ts'
import { type GrantedFile, grantedFiles, type OpenGranted } from './granted-file.ts'

export interface FoundFile {
  readonly file: ByteSource
  /** Absolute. */
  readonly path: string
}

/** The files of one disk, which stay open until all are closed. */
export class KeptFiles {
  readonly #rootPath: string
  readonly #granted: OpenGranted
  readonly #open: GrantedFile[] = []

  constructor(grants: ChainGrants) {
    this.#rootPath = grants.places.rootPath
    this.#granted = grantedFiles(grants)
  }

  /** `seen`: which file was judged there. */
  open(address: Address, seen: SeenInode | undefined): OpenFile {
    const opened = this.#granted(address, seen)
    this.#open.push(opened)
    return opened.file
  }

  found({ address, inode }: ChainMember): FoundFile {
    const path = absolutePath(this.#rootPath, address)
    return { file: this.open(address, inode), path }
  }

  /** Absolute. */
  get paths(): readonly string[] {
    return this.#open.map(({ tree, path }) => absolutePath(tree.rootPath, path))
  }

  /** Changes when one of them does. */
  get stamp(): string {
    return this.#open.map(({ tree, path }) => fileStamp(tree, path)).join()
  }

  close(): void {
    for (const { file } of this.#open) file.close()
  }
}
