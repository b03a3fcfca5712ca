import { type Stats, statSync } from 'node:fs'
import { type CutFile, CutWatch } from '../../shared/formats/disk/cut-watch.ts'
import type { OpenedDisk } from './opened-disk.ts'
import { systemPath } from './system-path.ts'

interface Watched extends CutFile {
  readonly path: string
  readonly before: Stats | undefined
}

/**
 * Looks out for what a walk shows of a disk that lies past the end of a file: it reads as zeros. To
 * be made before the walk: what is added to a file, or cut off, from then on is told from what was cut before.
 */
export function watchForCuts({ files }: OpenedDisk): CutWatch {
  const watched = files.flatMap(({ dataPaths }, depth) =>
    [...dataPaths].map(([file, path]): Watched => ({ depth, file, path, before: statOf(path) })),
  )
  const lengths = new Map(watched.map(({ path, before }) => [path, before?.size]))
  return new CutWatch(
    ({ depth, file = 0 }) => lengths.get(files[depth]?.dataPaths.get(file) ?? ''),
    {
      hasGrown: () => watched.some((one) => changeOf(one) > 0),
      shrunk: () => watched.filter((one) => changeOf(one) < 0),
    },
  )
}

/** Bytes that a file became longer by; 0 too where another took its place: what is read is the one before. */
function changeOf({ path, before }: Watched): number {
  const now = statOf(path)
  if (now === undefined || before === undefined) return 0
  return now.ino === before.ino && now.dev === before.dev ? now.size - before.size : 0
}

/** Undefined where it cannot be had any more. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(systemPath(path))
  } catch {
    return undefined
  }
}
