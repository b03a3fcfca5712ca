import type { TreePath } from '../../../files/tree.ts'
import type { InstanceDirName } from '../../../nova/names.ts'
import { order } from '../../../values/order.ts'
import type { SpaceForest } from '../forest/forest.ts'
import { reachesOf } from '../forest/users.ts'
import { aboveAll } from './broken.ts'

/** Something that does not open without a base. Bytes. */
export interface Dependant {
  /** An instance's folder, or a file that lies in none. */
  readonly path: TreePath
  /** What its disks take that stand on the base; of a file the file itself. */
  readonly allocated: number
  /** How many files of it that are: of a file that lies in no folder 1. */
  readonly disks: number
}

/** A folder with what its name and place say of it: not every one is an instance. */
export interface FolderDependant extends Dependant {
  readonly kind: InstanceDirName['kind']
}

/** All that stands on a base, directly or through what is between, the largest first. */
export interface Dependants {
  readonly instances: readonly FolderDependant[]
  readonly others: readonly Dependant[]
}

/**
 * Gives the dependants of a node that is a base or one of `images`; goes through all folders once.
 */
export function createDependants(
  forest: SpaceForest,
  images: ReadonlySet<number>,
): (at: number) => Dependants {
  const byNode = instancesByNode(forest, images)
  return (at) => {
    const others = [...aboveAll(forest, [at])].flatMap((above) => {
      const node = forest.nodes[above]
      if (above === at || node === undefined || node.folders.length > 0) return []
      const { paths, allocated } = node
      return paths.slice(0, 1).map((path) => ({ path, allocated, disks: 1 }))
    })
    return { instances: largestFirst(byNode.get(at) ?? []), others: largestFirst(others) }
  }
}

type Draft = { -readonly [Key in keyof FolderDependant]: FolderDependant[Key] }

function instancesByNode(
  forest: SpaceForest,
  images: ReadonlySet<number>,
): ReadonlyMap<number, readonly FolderDependant[]> {
  const byNode = new Map<number, Draft[]>()
  const reaches = reachesOf(forest)
  for (const [folder, { id: path, kind, files }] of forest.input.folders.entries()) {
    const counted = new Set<number>()
    for (const [at, file] of files.entries()) {
      const own = forest.heldNode(file)
      // Each name of a file breaks; what the file takes is lost once.
      const allocated = own !== undefined && counted.has(own) ? 0 : file.allocated
      if (own !== undefined) counted.add(own)
      for (const node of reaches[folder]?.[at] ?? []) {
        const isAsked = forest.nodes[node]?.cached === true || images.has(node)
        if (!isAsked || node === own) continue
        const list = byNode.get(node) ?? []
        if (list.length === 0) byNode.set(node, list)
        addDependant(list, { path, kind, allocated, disks: 1 })
      }
    }
  }
  return byNode
}

/** Files come folder by folder. */
function addDependant(list: Draft[], one: Draft): void {
  const last = list[list.length - 1]
  if (last?.path !== one.path) list.push(one)
  else {
    last.allocated += one.allocated
    last.disks += one.disks
  }
}

/** How many disks, snapshots and bases lose what they stand on when the base is deleted. */
export function breakCountOf({ instances, others }: Dependants): number {
  return [...instances, ...others].reduce((sum, { disks }) => sum + disks, 0)
}

function largestFirst<T extends Dependant>(dependants: readonly T[]): readonly T[] {
  return dependants.toSorted((a, b) => b.allocated - a.allocated || order(a.path, b.path))
}
