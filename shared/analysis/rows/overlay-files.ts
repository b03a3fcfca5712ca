import type { TreePath } from '../../files/tree.ts'
import type { Overlay } from '../chain/overlays.ts'
import { sum } from '../sizes/sum.ts'

export type OverlayFile = Pick<Overlay, 'path' | 'allocated' | 'allocatedFrom'>

/** Each once: a file that symlinks of several instances lead to is an overlay of each of them. */
export function overlayFiles(overlays: readonly Overlay[]): readonly OverlayFile[] {
  const files = new Map<TreePath, OverlayFile>()
  for (const { path, allocated, allocatedFrom } of overlays) {
    files.set(path, { path, allocated, ...(allocatedFrom !== undefined && { allocatedFrom }) })
  }
  return [...files.values()]
}

/** Bytes that they take together, a file of several names once. */
export function overlayAllocated(overlays: readonly Overlay[]): number {
  return sum([...new Map(overlays.map(({ file, allocated }) => [file, allocated])).values()])
}
