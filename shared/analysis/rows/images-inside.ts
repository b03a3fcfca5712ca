import type { TreePath } from '../../files/tree.ts'
import { isAbout } from '../../findings/finding.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { isPartOfImage } from '../../scan/roles.ts'
import type { AnalysedUnit } from '../analysed-unit.ts'
import type { ChainAt } from '../chain/scanned-chains.ts'
import { imageRow } from './image-row.ts'
import type { ImageRow, InstanceRow } from './rows.ts'

/** Images in the folder of an instance that are none of its disks, and no layer or part of one. */
export type ImagesInside = (row: InstanceRow) => readonly ImageRow[]

/** Where only a view is there, which keeps no files of instances. */
export const unknownInside: ImagesInside = () => []

/** Asked of a finished scan: nearly all folders have none, and a report asks of each once. */
export function createImagesInside(units: readonly AnalysedUnit[], chainAt: ChainAt): ImagesInside {
  let byPath: ReadonlyMap<TreePath, AnalysedUnit> | undefined
  return (row) => {
    byPath ??= new Map(
      units.filter(({ row }) => row !== undefined).map((unit) => [unit.result.unit.path, unit]),
    )
    const unit = byPath.get(row.id)
    if (unit === undefined) return []
    return imagesOf(unit).flatMap((entry) => rowOf(entry, row, chainAt))
  }
}

function imagesOf({ result, findings: { disks } }: AnalysedUnit): readonly ScannedEntry[] {
  return result.entries.filter((entry) => {
    if (entry.image === undefined || isPartOfImage(entry.role)) return false
    return disks.roleOf(entry) === undefined && !disks.isLayer(entry)
  })
}

function rowOf(entry: ScannedEntry, { findings }: InstanceRow, chainAt: ChainAt): ImageRow[] {
  const chain = chainAt(entry.path)
  if (chain === undefined) return []
  const nothing = { overlays: [], basePath: undefined, hardLinkOf: undefined, dataOf: undefined }
  const own = findings.filter((one) => isAbout(one, entry.path))
  return [imageRow(entry, { chain, ...nothing, findings: own })]
}
