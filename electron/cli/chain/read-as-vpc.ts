import { dirname } from 'node:path'
import type { ChainLayer } from '../../../shared/analysis/chain/chain-model.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import type { ImageDetails } from '../../../shared/formats/details.ts'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import { isFixedVpc } from '../../../shared/formats/vpc/fixed.ts'
import { liveTree } from '../../files/live-tree.ts'
import { PROBED } from './footer-note.ts'

/** Beside what is read of a disk; undefined for a layer that qemu reads as the same. */
export function readAsVpc({ image, recorded, displayPath }: ChainLayer): string | undefined {
  if (image.format !== 'vpc' || recorded?.format !== undefined) return undefined
  if (!isFixedVpc(inspectAt(displayPath))) return undefined
  return `it is read as a fixed VHD of ${image.virtualSize} bytes, without its footer; ${PROBED}`
}

function inspectAt(path: string): ImageDetails {
  const file = liveTree(dirname(path)).open(baseNameOf(path))
  try {
    return inspectImage(file)
  } finally {
    file.close()
  }
}
