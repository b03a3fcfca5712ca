import type { NodeView } from '../model.ts'
import type { UsedFileSystem } from './storage.ts'

/** The file system that counts as the view's, with what else is on it; none where its space may be another machine's. */
export function mainOf({
  fileSystem,
  storage,
  accounting,
}: Pick<NodeView, 'fileSystem' | 'storage' | 'accounting'>): UsedFileSystem | undefined {
  const { mountPoint } = fileSystem ?? {}
  if (mountPoint === undefined || accounting.growth.unknown !== undefined) return undefined
  return storage?.fileSystems.find((one) => one.fileSystem?.mountPoint === mountPoint)
}
