import { statSync, truncateSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { BenchNode } from './make-node.ts'

/** Bytes: from 1 MiB on a scan looks at the end of a disk as well. */
const GROWN = 2 * 1024 ** 2

/**
 * Runs `act` while every root disk is as long as one that its guest has written to. A hole does it: to
 * write so much to each would take the room of a real node.
 */
export async function withGrownDisks(
  { rootPath, images }: BenchNode,
  act: () => void | Promise<void>,
): Promise<void> {
  const disks = images.filter((path) => basename(path) === 'disk')
  const lengths = disks.map((path) => [join(rootPath, path), lengthOf(rootPath, path)] as const)
  for (const [path] of lengths) truncateSync(path, GROWN)
  try {
    await act()
  } finally {
    for (const [path, length] of lengths) truncateSync(path, length)
  }
}

/** Of a run that was broken off, what is left of it is refused: the tree has to be made anew. */
function lengthOf(rootPath: string, path: string): number {
  const { size } = statSync(join(rootPath, path))
  if (size < GROWN) return size
  throw new Error(`a run was broken off and left ${rootPath} changed: remove it`)
}
