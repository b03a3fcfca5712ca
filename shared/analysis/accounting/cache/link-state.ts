import type { BaseRow } from '../../rows/rows.ts'
import { type CacheContext, type CacheState, cacheState } from './cache-state.ts'

/**
 * What the image cache manager makes of a symlink. It goes by the age of what that leads to, and
 * removes the symlink alone: what is not in use is left open.
 */
export function linkState(row: BaseRow, context: CacheContext): CacheState {
  const { id, name, link, length, mtimeMs, overlays, dependants } = row
  // What stands on it stands on the file there.
  const path = link?.to ?? id
  const file = { path, name, length, mtimeMs, overlays, dependants }
  const state = cacheState({ ...file, indirectUsers: 0 }, context)
  if (state.kind === 'in-use' || state.kind === 'invisible') return state
  const { removableAtMs: _, ...rest } = state
  return { ...rest, kind: 'unknown', why: 'link' }
}
