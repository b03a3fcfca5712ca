import type { TreePath } from '../../../files/tree.ts'
import {
  isUncounted,
  mayNeedMore,
  pathsBelow,
  type SpaceFile,
  type SpaceForest,
  type SpaceInput,
  type SpaceNode,
} from './forest.ts'

/** Files below that are not among the input's files are not on this node: they cost nothing here. */
export function createForest(input: SpaceInput): SpaceForest {
  const builder = new ForestBuilder(input)
  return builder.build()
}

const forests = new WeakMap<SpaceInput, SpaceForest>()

/** The forest of a scan, made once: its sizes, its moves and what is asked later stand on the same one. */
export function forestOf(input: SpaceInput): SpaceForest {
  const forest = forests.get(input) ?? createForest(input)
  forests.set(input, forest)
  return forest
}

type Draft = {
  -readonly [Key in keyof SpaceNode]: SpaceNode[Key] extends readonly number[]
    ? number[]
    : SpaceNode[Key]
}

const NONE: readonly number[] = []

class ForestBuilder {
  readonly #input: SpaceInput
  readonly #nodes: Draft[] = []
  readonly #at = new Map<TreePath, number>()
  readonly #links = new Map<TreePath, readonly TreePath[]>()
  readonly #keepers = new Map<readonly TreePath[], number[]>()
  /** For each node the array that has only it: most files need one other. */
  readonly #only: (readonly number[])[] = []
  #folderIndex: ReadonlyMap<TreePath, number> | undefined
  #foldersHoldNodes = false

  constructor(input: SpaceInput) {
    this.#input = input
    for (const paths of input.links) for (const path of paths) this.#links.set(path, paths)
  }

  build(): SpaceForest {
    const { folders, cache, others } = this.#input
    for (const file of cache) {
      const node = this.#add(file)
      node.cached = true
      node.foreign ||= file.foreign === true
      node.keepers = this.#keeping(node.keepers, file.keptFor)
      node.mayKeep = this.#keeping(node.mayKeep, file.mayBeKeptFor)
      node.mayBeKept ||= file.mayBeKept === true
    }
    for (const file of others) this.#add(file).elsewhere = true
    this.#addHeld()
    for (const file of [...cache, ...others]) this.#connect(file)
    if (this.#foldersHoldNodes) for (const { files } of folders) files.forEach(this.#connectHeld)
    return {
      input: this.#input,
      nodes: this.#nodes,
      nodeAt: (path) => this.#at.get(path),
      folderAt: this.#folderAt,
      heldNode: this.#heldNode,
      belowOf: this.#belowOf,
    }
  }

  readonly #folderAt = (id: TreePath): number | undefined => {
    const { folders } = this.#input
    this.#folderIndex ??= new Map(folders.map((folder, index) => [folder.id, index]))
    return this.#folderIndex.get(id)
  }

  /** Files of folders that have links or that something needs; their paths are few. */
  #addHeld(): void {
    const wanted = this.#wantedInFolders()
    this.#foldersHoldNodes = wanted.size > 0
    if (wanted.size === 0) return
    for (const [folder, { files }] of this.#input.folders.entries()) {
      for (const file of files) {
        if (!wanted.has(file.path)) continue
        const node = this.#add(file)
        if (node.folders.at(-1) !== folder) node.folders.push(folder)
      }
    }
  }

  #wantedInFolders(): ReadonlySet<TreePath> {
    const { folders, cache, others } = this.#input
    const wanted = new Set<TreePath>(this.#links.keys())
    const want = (path: TreePath | undefined): void => {
      if (path !== undefined && !this.#at.has(path)) wanted.add(path)
    }
    const wantBelow = (file: SpaceFile): void => {
      want(file.backing?.path)
      if (hasParts(file)) for (const path of pathsBelow(file)) want(path)
    }
    for (const { files } of folders) files.forEach(wantBelow)
    cache.forEach(wantBelow)
    others.forEach(wantBelow)
    return wanted
  }

  #add(file: SpaceFile): Draft {
    const node = this.#nodes[this.#at.get(file.path) ?? -1] ?? this.#make(file)
    node.mayNeedMore ||= mayNeedMore(file)
    return node
  }

  #make(file: SpaceFile): Draft {
    const { path, allocated } = file
    const paths = this.#links.get(path) ?? [path]
    const hidden = this.#links.has(path) && paths.length < 2
    const node: Draft = {
      paths,
      allocated,
      isUncounted: isUncounted(file),
      cached: false,
      foreign: false,
      elsewhere: hidden,
      hidden,
      mayNeedMore: false,
      folders: [],
      keepers: [],
      mayKeep: [],
      mayBeKept: false,
      below: [],
      above: [],
    }
    for (const each of paths) this.#at.set(each, this.#nodes.length)
    this.#only.push([this.#nodes.length])
    this.#nodes.push(node)
    return node
  }

  /** Bases that are kept for the same instances share them: each may be kept for thousands. */
  #keeping(before: number[], keptFor: readonly TreePath[] = []): number[] {
    if (keptFor.length === 0) return before
    const found = this.#keepers.get(keptFor) ?? keptFor.map((id) => this.#folderAt(id) ?? -1)
    this.#keepers.set(keptFor, found)
    return before.length === 0 ? found : [...before, ...found]
  }

  readonly #connectHeld = (file: SpaceFile): void => {
    if (this.#at.has(file.path)) this.#connect(file)
  }

  #connect(file: SpaceFile): void {
    const from = this.#at.get(file.path) ?? -1
    const upper = this.#nodes[from]
    const below = this.#belowOf(file)
    // Few files have several names; a guest may have thousands of files.
    const before = upper === undefined ? NONE : [...upper.below]
    for (const to of below.length > 1 ? new Set(below) : below) {
      const lower = this.#nodes[to]
      if (upper === undefined || lower === undefined || to === from) continue
      if (before.includes(to)) continue
      upper.below.push(to)
      lower.above.push(from)
    }
  }

  readonly #heldNode = ({ path }: SpaceFile): number | undefined => {
    return this.#foldersHoldNodes ? this.#at.get(path) : undefined
  }

  readonly #belowOf = (file: SpaceFile): readonly number[] => {
    if (hasParts(file)) return pathsBelow(file).flatMap((path) => this.#at.get(path) ?? [])
    const { backing } = file
    const direct = backing?.path === undefined ? undefined : this.#at.get(backing.path)
    return direct === undefined ? NONE : (this.#only[direct] ?? NONE)
  }
}

/** Of nearly every file the data are its own. */
function hasParts({ dataFile, extents, extentsElsewhere }: SpaceFile): boolean {
  return dataFile !== undefined || extents !== undefined || extentsElsewhere !== undefined
}
