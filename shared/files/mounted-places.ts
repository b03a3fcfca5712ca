import { type Mount, mountOf } from './mountinfo.ts'
import { pathUnderRoot } from './paths.ts'

/** A place by its file system, whatever name it is reached by. `path` is absolute there. */
interface PlaceOnDevice {
  readonly device: string
  readonly path: string
}

/**
 * Whether `path` is `folder`, or in it: by its name, or because what it lies on is mounted in `folder` too
 * (a bind mount, or one file system mounted twice). Both are absolute real paths.
 */
export function isWithinMounted(mounts: readonly Mount[], folder: string, path: string): boolean {
  if (pathUnderRoot(folder, path) !== undefined) return true
  const place = placeOf(mounts, path)
  if (place === undefined) return false
  return placesIn(mounts, folder).some(
    (shown) => shown.device === place.device && pathUnderRoot(shown.path, place.path) !== undefined,
  )
}

/** What `folder` shows: itself, and what is mounted in it. */
function placesIn(mounts: readonly Mount[], folder: string): readonly PlaceOnDevice[] {
  const mountedIn = mounts.filter(({ mountPoint }) => pathUnderRoot(folder, mountPoint))
  const own = placeOf(mounts, folder)
  const inside = mountedIn.map(({ device, root }) => ({ device, path: root }))
  return own === undefined ? inside : [own, ...inside]
}

function placeOf(mounts: readonly Mount[], path: string): PlaceOnDevice | undefined {
  const mount = mountOf(mounts, path)
  const rest = mount && pathUnderRoot(mount.mountPoint, path)
  if (mount === undefined || rest === undefined) return undefined
  const { device, root } = mount
  return { device, path: rest === '' ? root : `${root === '/' ? '' : root}/${rest}` }
}
