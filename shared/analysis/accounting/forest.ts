import type { TreePath } from '../../files/tree.ts'

/** A file with what it takes and the files that it needs: its backing image, an external data file. */
export interface SpaceFile {
  readonly path: TreePath
  /** `st_blocks * 512`. */
  readonly allocated: number
  readonly below?: readonly TreePath[]
}

/** An instance's folder. `files` need only hold its images, and files that are linked or needed. */
export interface SpaceFolder {
  readonly id: TreePath
  /** Everything in the folder and the folder itself, hard links once. */
  readonly allocated: number
  readonly files: readonly SpaceFile[]
}

/** What takes space on a node, as far as somebody may ask what it costs. */
export interface SpaceInput {
  /** Folders of instances, leftovers too. */
  readonly folders: readonly SpaceFolder[]
  /** Files of the image cache: what goes when nothing stands on it any more. */
  readonly cache: readonly SpaceFile[]
  /** Files elsewhere: snapshots, stored images, backing files outside the cache. */
  readonly others: readonly SpaceFile[]
  /** Paths of one and the same file; one path alone has its other links where nobody looked. */
  readonly links: readonly (readonly TreePath[])[]
  /** Whether everything that may stand on a base was seen. */
  readonly certain: boolean
}

/** A file by its inode: every hard link leads to the same node. */
export interface SpaceNode {
  readonly paths: readonly TreePath[]
  readonly allocated: number
  /** The image cache holds a link: it is kept for as long as something stands on it. */
  cached: boolean
  /** Something beside the cache and the folders of instances holds a link, seen or not. */
  elsewhere: boolean
  /** It has links that were not seen: no deletion of what was seen frees it. */
  readonly hidden: boolean
  /** Indexes of the folders that hold a link, ascending. */
  readonly folders: number[]
  /** Indexes of nodes that it needs, and of those that need it. */
  readonly below: number[]
  readonly above: number[]
}

/** Nodes and edges of everything that takes space. */
export interface SpaceForest {
  readonly folders: readonly SpaceFolder[]
  readonly nodes: readonly SpaceNode[]
  /** Nodes that a folder holds a link to, by the folder's index, each once. */
  readonly held: readonly (readonly number[])[]
  readonly certain: boolean
  nodeAt(path: TreePath): number | undefined
  folderAt(id: TreePath): number | undefined
}

/** Files below that are not among the input's files are not on this node: they cost nothing here. */
export function createForest(input: SpaceInput): SpaceForest {
  const builder = new ForestBuilder(input.links)
  const held = input.folders.map(({ files }, folder) => builder.addFolder(files, folder))
  for (const file of input.cache) builder.add(file).node.cached = true
  for (const file of input.others) builder.add(file).node.elsewhere = true
  builder.connect()
  const folderIndex = new Map(input.folders.map(({ id }, index) => [id, index]))
  return {
    folders: input.folders,
    nodes: builder.nodes,
    held,
    certain: input.certain,
    nodeAt: (path) => builder.at.get(path),
    folderAt: (id) => folderIndex.get(id),
  }
}

class ForestBuilder {
  readonly nodes: SpaceNode[] = []
  readonly at = new Map<TreePath, number>()
  readonly #links = new Map<TreePath, readonly TreePath[]>()
  readonly #edges: { readonly from: number; readonly to: readonly TreePath[] }[] = []

  constructor(links: SpaceInput['links']) {
    for (const paths of links) for (const path of paths) this.#links.set(path, paths)
  }

  addFolder(files: readonly SpaceFile[], folder: number): readonly number[] {
    const held = new Set<number>()
    for (const file of files) {
      const { at, node } = this.add(file)
      if (node.folders.at(-1) !== folder) node.folders.push(folder)
      held.add(at)
    }
    return [...held]
  }

  add(file: SpaceFile): { readonly at: number; readonly node: SpaceNode } {
    const known = this.at.get(file.path)
    const at = known ?? this.nodes.length
    const node = (known === undefined ? undefined : this.nodes[known]) ?? this.#make(file, at)
    if (file.below !== undefined) this.#edges.push({ from: at, to: file.below })
    return { at, node }
  }

  connect(): void {
    for (const { from, to } of this.#edges) for (const path of to) this.#connect(from, path)
  }

  #connect(from: number, path: TreePath): void {
    const to = this.at.get(path)
    const [above, below] = [this.nodes[from], to === undefined ? undefined : this.nodes[to]]
    if (above === undefined || below === undefined || to === undefined || to === from) return
    if (above.below.includes(to)) return
    above.below.push(to)
    below.above.push(from)
  }

  #make({ path, allocated }: SpaceFile, at: number): SpaceNode {
    const paths = this.#links.get(path) ?? [path]
    const hidden = this.#links.has(path) && paths.length < 2
    const node: SpaceNode = {
      paths,
      allocated,
      cached: false,
      elsewhere: hidden,
      hidden,
      folders: [],
      below: [],
      above: [],
    }
    this.nodes.push(node)
    for (const each of paths) this.at.set(each, at)
    return node
  }
}
