import type { EntryRole } from '../nova/entry-role.ts'
import { isImageId } from '../nova/names.ts'

/** What a folder of Glance is for: the store itself, or what it keeps beside it. */
export type GlancePlace = 'store' | 'image-cache' | 'staging' | 'scrubber' | 'tasks'

/** A file of a filesystem store bears its image's id (glance_store filesystem driver). */
export function isGlanceImageName(name: string): boolean {
  return isImageId(name)
}

const CACHE_FOLDERS: ReadonlyMap<string, EntryRole> = new Map([
  ['incomplete', 'glance-cache.incomplete'],
  ['invalid', 'glance-cache.invalid'],
  ['queue', 'glance-cache.queue'],
] satisfies readonly (readonly [string, EntryRole])[])
/** The sqlite driver's list of what is cached, and sqlite's own files beside it. */
const CACHE_DATABASE = /^cache\.db(?:-journal|-wal|-shm)?$/

/**
 * What a file of one of Glance's folders is; `above` are the folders between the two, outermost
 * first (glance/image_cache/__init__.py, glance/scrubber.py, glance/async_/flows).
 */
export function glanceFileRole(
  place: GlancePlace,
  above: readonly string[],
  name: string,
): EntryRole {
  switch (place) {
    case 'store':
      return above.length === 0 && isGlanceImageName(name) ? 'glance-image' : 'unknown'
    case 'image-cache':
      return cacheFileRole(above, name)
    case 'staging':
      return above.length === 0 && isGlanceImageName(name) ? 'glance-staging' : 'unknown'
    case 'scrubber':
      return above.length === 0 && isGlanceImageName(name) ? 'glance-scrubber' : 'unknown'
    case 'tasks':
      return 'glance-task'
  }
}

function cacheFileRole(above: readonly string[], name: string): EntryRole {
  const [folder] = above
  if (above.length > 1) return 'unknown'
  if (folder !== undefined) {
    const role = isGlanceImageName(name) ? CACHE_FOLDERS.get(folder) : undefined
    return role ?? 'unknown'
  }
  if (isGlanceImageName(name)) return 'glance-cache'
  return CACHE_DATABASE.test(name) ? 'glance-cache.db' : 'unknown'
}
