import { statSync } from 'node:fs'
import { CutWatch } from '../../shared/formats/disk/cut-watch.ts'
import type { OpenedDisk } from './opened-disk.ts'
import { systemPath } from './system-path.ts'

/** Looks out for what a walk shows of a disk that lies past the end of a file: it reads as zeros. */
export function watchForCuts({ files }: OpenedDisk): CutWatch {
  const lengths = new Map<string, number>()
  return new CutWatch(({ depth, file = 0 }) => {
    const path = files[depth]?.dataPaths.get(file)
    if (path === undefined) return undefined
    const known = lengths.get(path) ?? statSync(systemPath(path)).size
    lengths.set(path, known)
    return known
  })
}
