import { attempt, ifSeen } from '../files/attempt.ts'
import { isWithin, joinPath } from '../files/paths.ts'
import { type FileTree, TreeError, type TreePath } from '../files/tree.ts'
import { isRealFolder } from './cover-config.ts'
import type { BesideFolder } from './layout.ts'

/** Folders of a host beside Nova's that are known to fill its disks. None lies in another. */
const USUAL: readonly TreePath[] = [
  'var/cache',
  'var/crash',
  'var/lib/containers',
  'var/lib/docker',
  'var/lib/libvirt/images',
  'var/lib/libvirt/qemu/dump',
  'var/lib/systemd/coredump',
  'var/log',
]

/** Entries of one of them, all levels: half a second's work where they are on a slow disk. */
const MAX_ENTRIES = 10_000
/** Directories within one another; what lies deeper is not counted. */
const MAX_DEPTH = 32

/**
 * What the usual folders of a node's root take beside what is scanned, on the devices of its places alone.
 * Their files are looked at, and none is opened; no symlink is followed.
 */
export function foldersBeside(
  tree: FileTree,
  covered: readonly TreePath[],
  devices: ReadonlySet<number>,
): readonly BesideFolder[] {
  return USUAL.filter((path) => isRealFolder(tree, path)).flatMap((path) => {
    const skip = new Set(covered.filter((one) => isWithin(one, path)))
    const dev = ifSeen(() => tree.lstat(path).dev)
    if (dev === undefined || !devices.has(dev) || isCovered(path, covered)) return []
    const walk: Walk = {
      tree,
      dev,
      skip,
      links: new Set(),
      left: MAX_ENTRIES,
      sum: 0,
      least: false,
    }
    addFolder(walk, path, 0)
    const { sum, least } = walk
    return sum === 0
      ? []
      : [{ path, dev, allocated: sum, ...(least && { atLeast: true as const }) }]
  })
}

interface Walk {
  readonly tree: FileTree
  readonly dev: number
  readonly skip: ReadonlySet<TreePath>
  /** Files of several names that are in the sum. */
  readonly links: Set<string>
  left: number
  sum: number
  /** Something was not looked at. */
  least: boolean
}

function addFolder(walk: Walk, path: TreePath, depth: number): void {
  const { tree, skip } = walk
  if (skip.has(path)) return
  if (!addEntry(walk, path)) return
  const children = depth < MAX_DEPTH ? attempt(() => tree.list(path)) : undefined
  if (children === undefined || children instanceof TreeError) {
    walk.least = true
    return
  }
  for (const { name, type } of children) {
    if (walk.left <= 0) walk.least = true
    if (walk.left <= 0) return
    const child = joinPath(path, name)
    if (type === 'directory') addFolder(walk, child, depth + 1)
    else addEntry(walk, child)
  }
}

/** False for what is not on the device: something else is mounted there. */
function addEntry(walk: Walk, path: TreePath): boolean {
  walk.left -= 1
  const stat = attempt(() => walk.tree.lstat(path))
  if (stat instanceof TreeError) {
    walk.least ||= stat.fault.code !== 'not-found'
    return false
  }
  if (stat.dev !== walk.dev) return false
  const { linkKey, allocated } = stat
  if (linkKey === undefined || !walk.links.has(linkKey)) walk.sum += allocated
  if (linkKey !== undefined) walk.links.add(linkKey)
  return true
}

function isCovered(path: TreePath, covered: readonly TreePath[]): boolean {
  return covered.some((one) => isWithin(path, one))
}
