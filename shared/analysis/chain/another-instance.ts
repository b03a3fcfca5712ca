import { baseNameOf, parentPath } from '../../files/paths.ts'
import { instanceDirName } from '../../nova/names.ts'

/**
 * The first of what an instance's disk stands on that lies in the folder of another instance: its data are
 * another user's. Nova puts a disk on the image cache alone; what it keeps of the same instance (`_resize`)
 * is no other's. `own`: whose disk it is, by all of its names; what is nobody's knows no other.
 */
export function firstOfAnother<T>(
  below: readonly T[],
  own: readonly string[],
  ownerOf: (one: T) => string | undefined,
): T | undefined {
  if (own.length === 0) return undefined
  return below.find((one) => {
    const owner = ownerOf(one)
    return owner !== undefined && !own.includes(owner)
  })
}

/** The id of the instance in whose folder a path lies, by the folder's name alone. */
export function ownerByName(path: string): string | undefined {
  return instanceDirName(baseNameOf(parentPath(path)))?.id
}
