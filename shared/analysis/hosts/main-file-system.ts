import type { NodeView } from '../model.ts'
import type { UsedFileSystem } from './storage.ts'

/** The file system that counts as the view's, with what else is on it. */
export function mainOf({
  fileSystem,
  storage,
}: Pick<NodeView, 'fileSystem' | 'storage'>): UsedFileSystem | undefined {
  const { mountPoint } = fileSystem ?? {}
  if (mountPoint === undefined) return undefined
  return storage?.fileSystems.find((one) => one.fileSystem?.mountPoint === mountPoint)
}
