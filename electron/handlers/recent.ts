import { access } from 'node:fs/promises'
import type { RecentPlace } from '../../shared/ipc/places.ts'
import { systemPath } from '../files/system-path.ts'
import type { RequestHandlers } from '../ipc/main-ipc.ts'
import { looks } from '../looks.ts'
import { withoutPaths } from '../recent.ts'
import type { SettingsStore } from '../settings.ts'
import type { HandlerContext } from './context.ts'

/** A place on a dead mount counts as not there rather than holding up the first screen. */
const PRESENCE_LIMIT_MS = 500

export function recentHandlers(
  context: HandlerContext,
): Pick<RequestHandlers, 'recent:list' | 'recent:forget'> {
  const { settings } = context
  return {
    'recent:list': () => recentPlaces(settings),
    'recent:forget'(paths) {
      settings.set('recent', withoutPaths(settings.get('recent'), paths))
      return recentPlaces(settings)
    },
  }
}

/** The recent places, each with whether any of it is there now. */
export function recentPlaces(settings: SettingsStore): Promise<readonly RecentPlace[]> {
  const entries = settings.get('recent')
  return Promise.all(
    entries.map(async (entry) => {
      const present = await Promise.all(entry.paths.map(isPresent))
      return { ...entry, present: present.includes(true) }
    }),
  )
}

async function isPresent(path: string): Promise<boolean> {
  try {
    await looks.at(path, PRESENCE_LIMIT_MS, () => access(systemPath(path)))
    return true
  } catch {
    return false
  }
}
