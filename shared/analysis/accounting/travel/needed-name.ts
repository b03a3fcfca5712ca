import { baseNameOf, parentPath } from '../../../files/paths.ts'
import type { NeededFile } from './needed-files.ts'

/** What a needed file is called: in another instance's folder with that, for its own disks have the same names. */
export function neededName({ path, of }: Pick<NeededFile, 'path' | 'of'>): string {
  if (of === undefined) return baseNameOf(path)
  const above = parentPath(of)
  return above === '' ? path : path.slice(above.length + 1)
}
