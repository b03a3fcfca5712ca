import { baseNameOf } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { instanceDirName } from './names.ts'
import { instancesPathOf } from './set-aside.ts'

/** Where a folder with a `disk.info` lies: `rootPath` is the absolute path of what was opened. */
export interface DiskInfoPlace {
  readonly rootPath: string
  /** In what was opened; where a symlink among the instances leads to it, that. */
  readonly folder: TreePath
}

/** A recorded path of a disk and the format that Nova wrote to it. */
export type DiskInfoPair = readonly [path: string, format: string]

/**
 * The format of several recorded paths that end in one name. Nova asks for the disk's own path on its host
 * (`resolve_driver_format` of nova/virt/libvirt/imagebackend.py); the others are of a host that the folder
 * was copied from, or of an instances_path that was another once. Undefined where the place tells of none
 * that it is the one, and they differ.
 */
export function formatInPlace(
  pairs: readonly DiskInfoPair[],
  place: DiskInfoPlace,
): string | undefined {
  // In JSON the last of two equal keys counts.
  const fits = [...new Map(pairs)].map(([path, format]) => ({ format, fit: fitOf(path, place) }))
  const best = Math.max(...fits.map(({ fit }) => fit))
  const formats = new Set(fits.flatMap(({ format, fit }) => (fit === best ? format : [])))
  return formats.size === 1 ? [...formats][0] : undefined
}

/** How many names, from the last on, a recorded folder has in common with the one here. */
function fitOf(path: string, { rootPath, folder }: DiskInfoPlace): number {
  const recorded = namesOf(path).slice(0, -1)
  const here = [`/${folder}`, `${rootPath}/${folder}`].map(asRecorded)
  if (here.some((names) => isSame(names, recorded))) return Number.POSITIVE_INFINITY
  return Math.max(...here.map((names) => commonEnd(names, recorded)))
}

/** Nova recorded the folder as it was called before it renamed it for a resize, or a plan set it aside. */
function asRecorded(folder: string): readonly string[] {
  const id = instanceDirName(baseNameOf(folder))?.id
  const above = instancesPathOf(folder)
  return namesOf(id === undefined || above === undefined ? folder : `${above}/${id}`)
}

function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '')
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && commonEnd(some, others) === some.length
}

function commonEnd(some: readonly string[], others: readonly string[]): number {
  const longest = Math.min(some.length, others.length)
  for (let count = 0; count < longest; count++) {
    if (some.at(-1 - count) !== others.at(-1 - count)) return count
  }
  return longest
}
