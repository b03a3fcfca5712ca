import type { ChainLayer } from '../../../shared/analysis/chain/chain-model.ts'
import { fullBackingFilename } from '../../../shared/report/backing-path.ts'
import type { DiskFile } from '../../files/opened-disk.ts'

/** The name of the file that holds a stretch, by its layer's depth and the extent's `file`. */
export type DataName = (depth: number, file: number) => string

/** Names as qemu-img prints them: the one given, then where each recorded name leads. */
export function layerNames(given: string, layers: readonly ChainLayer[]): readonly string[] {
  const names: string[] = []
  for (const { recorded, displayPath } of layers) {
    const above = names[names.length - 1]
    if (recorded === undefined || above === undefined) names.push(given)
    else if (recorded.rule === 'relative' || recorded.rule === 'verbatim') {
      names.push(fullBackingFilename(above, recorded.name))
    } else names.push(displayPath)
  }
  return names
}

/** Names, as qemu-img prints them, of the files that hold the layers' data: recorded ones count from the layer's. */
export function dataNames(names: readonly string[], files: readonly DiskFile[]): DataName {
  return (depth, file) => {
    const { path, recordedNames, absentNames } = files[depth] ?? {}
    const name = names[depth] ?? path ?? ''
    const recorded = recordedNames?.get(file) ?? absentNames?.get(file)
    return recorded === undefined ? name : fullBackingFilename(name, recorded)
  }
}
