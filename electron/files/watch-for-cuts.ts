import { statSync } from 'node:fs'
import { CutWatch } from '../../shared/formats/disk/cut-watch.ts'
import type { OpenedDisk } from './opened-disk.ts'
import { systemPath } from './system-path.ts'

/**
 * Looks out for what a walk shows of a disk that lies past the end of a file: it reads as zeros. To
 * be made before the walk: what is added to a file, or cut off, from then on is told from what was cut before.
 */
export function watchForCuts({ files }: OpenedDisk): CutWatch {
  const paths = new Set(files.flatMap(({ dataPaths }) => [...dataPaths.values()]))
  const lengths = new Map([...paths].map((path) => [path, lengthOf(path)] as const))
  const changes = {
    hasGrown: () => [...lengths].some(([path, before = 0]) => (lengthOf(path) ?? before) > before),
    hasShrunk: () => [...lengths].some(([path, before = 0]) => (lengthOf(path) ?? before) < before),
  }
  return new CutWatch(({ depth, file = 0 }) => {
    const path = files[depth]?.dataPaths.get(file)
    return path === undefined ? undefined : lengths.get(path)
  }, changes)
}

/** In bytes; undefined where it cannot be had any more. */
function lengthOf(path: string): number | undefined {
  try {
    return statSync(systemPath(path)).size
  } catch {
    return undefined
  }
}
