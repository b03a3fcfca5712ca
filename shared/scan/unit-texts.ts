import { FormatError } from '../bytes/errors.ts'
import { attempt } from '../files/attempt.ts'
import { parentPath } from '../files/paths.ts'
import { linkedPath } from '../files/resolve.ts'
import {
  type FileTree,
  type OpenFile,
  TreeError,
  type TreeFault,
  type TreePath,
} from '../files/tree.ts'
import { MAX_COMPUTE_NODES_BYTES, parseComputeNodes } from '../nova/compute-nodes.ts'
import { MAX_DISK_INFO_BYTES, parseDiskInfo } from '../nova/disk-info.ts'
import { type DomainFacts, parseDomain } from '../nova/domain.ts'
import type { EntryRole } from '../nova/entry-role.ts'
import { savedDomainXml } from '../nova/saved-domain.ts'
import { parseStoragePool, type StoragePool } from '../nova/storage-pool.ts'
import { MAX_XML_BYTES } from '../nova/xml.ts'
import type { TextFault, UnitResult } from './model.ts'
import { readText, textOf } from './read-text.ts'
import type { ScanUnit } from './scan-unit.ts'

type Texts = Pick<
  UnitResult,
  'diskInfo' | 'domains' | 'rescued' | 'pools' | 'computeNodes' | 'textFaults'
>
type Draft = Omit<
  { -readonly [Key in keyof Texts]: Texts[Key] },
  'domains' | 'pools' | 'textFaults'
> & {
  domains?: DomainFacts[]
  pools?: StoragePool[]
  textFaults?: TextFault[]
}

/** Reads the texts of a unit that say something of other files, and keeps what they say. */
export class UnitTexts {
  readonly #tree: FileTree
  readonly #unit: Pick<ScanUnit, 'linkedAt'>
  readonly #found: Draft = {}

  constructor(tree: FileTree, unit: Pick<ScanUnit, 'linkedAt'>) {
    this.#tree = tree
    this.#unit = unit
  }

  /** What was read so far; a text that could not be understood is a fault of its own. */
  get found(): Texts {
    return this.#found
  }

  /** Opens and reads a file of this role, if it is one of the texts; one that cannot be read says why. */
  read(path: TreePath, role: EntryRole): TreeFault | undefined {
    const failed = attempt(() => this.#readAt(path, path, role))
    return failed instanceof TreeError ? failed.fault : undefined
  }

  /**
   * `read` of a symlink inside of what was opened, which libvirt and Nova follow. What it leads to is
   * read there and known by the symlink; where nothing is there is nothing to read.
   */
  readLinked(path: TreePath, role: EntryRole): TreeFault | undefined {
    const failed = attempt(() => this.#readAt(this.#followed(path), path, role))
    if (!(failed instanceof TreeError) || failed.fault.code === 'not-found') return undefined
    return { ...failed.fault, path }
  }

  /**
   * Reads a file of this role that is open, and stays so: whether it is a text that can be understood. Throws
   * `TreeError` when it cannot be read.
   */
  readOpened(file: OpenFile, path: TreePath, role: EntryRole): boolean {
    return this.#keep(path, role, (limit) =>
      role === 'managed-save' ? savedDomainXml(file) : textOf(file, role, limit),
    )
  }

  #followed(link: TreePath): TreePath {
    const path = linkedPath(this.#tree, link)
    if (this.#tree.lstat(path).type === 'file') return path
    throw new TreeError('not-a-file', path, 'EINVAL')
  }

  #readAt(at: TreePath, path: TreePath, role: EntryRole): boolean {
    if (role === 'managed-save') return this.#readSave(at, path, role)
    return this.#keep(path, role, (limit) => readText(this.#tree, at, role, limit))
  }

  #readSave(at: TreePath, path: TreePath, role: EntryRole): boolean {
    const file = this.#tree.open(at)
    try {
      return this.readOpened(file, path, role)
    } finally {
      file.close()
    }
  }

  #keep(path: TreePath, role: EntryRole, text: (limit: number) => string): boolean {
    try {
      this.#understand(path, role, text)
      return true
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      this.#found.textFaults ??= []
      this.#found.textFaults.push({ path, fault: error.fault })
      return false
    }
  }

  #understand(path: TreePath, role: EntryRole, text: (limit: number) => string): void {
    switch (role) {
      case 'disk.info':
        this.#found.diskInfo = parseDiskInfo(text(MAX_DISK_INFO_BYTES), {
          rootPath: this.#tree.rootPath,
          folder: this.#unit.linkedAt ?? parentPath(path),
        })
        break
      case 'domain.xml':
      case 'managed-save':
      case 'libvirt.xml': {
        const domain = parseDomain(text(MAX_XML_BYTES), path)
        // One folder has those of ten thousand instances.
        this.#found.domains ??= []
        this.#found.domains.push(domain)
        break
      }
      case 'unrescue.xml':
        this.#found.rescued = parseDomain(text(MAX_XML_BYTES), path)
        break
      case 'pool.xml':
        this.#found.pools ??= []
        this.#found.pools.push(parseStoragePool(text(MAX_XML_BYTES), path))
        break
      case 'compute_nodes':
        this.#found.computeNodes = parseComputeNodes(text(MAX_COMPUTE_NODES_BYTES))
        break
      default:
    }
  }
}
