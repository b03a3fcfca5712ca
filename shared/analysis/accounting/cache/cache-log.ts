import type { CacheOptions } from './cache-options.ts'
import type { CacheState } from './cache-state.ts'

/** A line of nova-compute's log: what the image cache manager says of a file. */
export interface CacheLogLine {
  readonly level: 'INFO' | 'WARNING'
  readonly text: string
}

/**
 * The words in which nova-compute tells of a file of the cache in its next pass
 * (nova/virt/libvirt/imagecache.py); none where no pass takes place. `path` is the file's on the node itself.
 */
export function cacheLog(
  path: string,
  state: CacheState,
  options: CacheOptions,
  nowMs: number,
): readonly CacheLogLine[] {
  if (options.managerInterval < 0) return []
  if (state.kind === 'invisible') return state.by === undefined ? [] : [activeLine(path)]
  if (state.class === undefined || state.kind === 'unknown' || state.why !== undefined) return []
  const isBlank = state.class === 'swap' || state.class === 'ephemeral'
  if (state.kind === 'in-use') return isBlank ? [] : keptLog(path, state)
  const removal = options.removeUnused ? [removalLine(path, state, nowMs)] : []
  if (isBlank) return removal
  return [
    { level: 'WARNING', text: `Unknown base file: ${path}` },
    { level: 'INFO', text: `Removable base files: ${path}` },
    ...removal,
  ]
}

function keptLog(path: string, state: CacheState): readonly CacheLogLine[] {
  const { by, imageId, example } = state
  const active = activeLine(path)
  // It says by which image, or warns that there is none.
  if (state.perhapsOfImage === true) return [active]
  const name = path.slice(path.lastIndexOf('/') + 1)
  const why: CacheLogLine =
    by === 'image'
      ? { level: 'INFO', text: `image ${imageId} at (${path}): checking` }
      : {
          level: 'WARNING',
          text: `Instance ${example} is using a backing file ${name} which does not appear in the image service`,
        }
  return [why, active]
}

function activeLine(path: string): CacheLogLine {
  return { level: 'INFO', text: `Active base files: ${path}` }
}

function removalLine(path: string, { removableAtMs }: CacheState, nowMs: number): CacheLogLine {
  const isOld = removableAtMs !== undefined && removableAtMs <= nowMs
  return {
    level: 'INFO',
    text: isOld
      ? `Removing base, swap or ephemeral file: ${path}`
      : `Base, swap or ephemeral file too young to remove: ${path}`,
  }
}
