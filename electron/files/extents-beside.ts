import { dirname, resolve } from 'node:path'
import { baseNameOf } from '../../shared/files/paths.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import { withExtentFiles } from './extent-files.ts'
import { liveTree } from './live-tree.ts'

/** The same details with what stands where the extents of the descriptor `named` lead, beside it. */
export function withExtentsBeside(details: ImageDetails, named: string): ImageDetails {
  const path = resolve(named)
  return withExtentFiles(details, liveTree(dirname(path)), baseNameOf(path))
}
