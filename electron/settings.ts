import Conf from 'conf'
import { z } from 'zod'
import type { Settings } from '../shared/ipc/contract.ts'
import { settingsSchema } from '../shared/ipc/validators.ts'
import { type RecentEntry, recentEntrySchema } from './recent.ts'
import { type WindowBounds, windowBoundsSchema } from './window/window-bounds.ts'

/** What is kept between runs. */
interface Kept {
  readonly settings: Settings
  readonly recent: readonly RecentEntry[]
  /** Folder that the next dialog starts in. */
  readonly lastFolder: string | undefined
  readonly lastReportFolder: string | undefined
  readonly bounds: WindowBounds | undefined
}

const DEFAULT_SETTINGS: Settings = { language: 'system', theme: 'system' }

const folderSchema = z.string().min(1).optional().catch(undefined)

/** The file may have been edited, cut short or written by another version: what does not fit is left. */
const keptSchemas = {
  settings: settingsSchema.catch(DEFAULT_SETTINGS),
  recent: z
    .array(recentEntrySchema.or(z.undefined().catch(undefined)))
    .catch([])
    .transform((entries) => entries.filter((entry) => entry !== undefined)),
  lastFolder: folderSchema,
  lastReportFolder: folderSchema,
  bounds: windowBoundsSchema.optional().catch(undefined),
} satisfies { readonly [K in keyof Kept]: z.ZodType<Kept[K]> }

export interface SettingsStore {
  get<K extends keyof Kept>(key: K): Kept[K]
  set<K extends keyof Kept>(key: K, value: NonNullable<Kept[K]>): void
}

/**
 * Opens `settings.json` in `folder`. A broken file counts as an empty one; where the folder cannot
 * be written, what is set lasts as long as the app.
 */
export function openSettings(folder: string): SettingsStore {
  const file = openFile(folder)
  const unsaved = new Map<keyof Kept, unknown>()
  return {
    get<K extends keyof Kept>(key: K) {
      const value = unsaved.has(key) ? unsaved.get(key) : file?.get(key)
      return keptSchemas[key].parse(value) as Kept[K]
    },
    set(key, value) {
      if (!trySet(file, key, value)) unsaved.set(key, value)
    },
  }
}

type SettingsFile = Conf<Record<string, unknown>>

function openFile(folder: string): SettingsFile | undefined {
  try {
    return new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: 'settings',
      projectName: 'cowscope',
      clearInvalidConfig: true,
      accessPropertiesByDotNotation: false,
    })
  } catch {
    return undefined
  }
}

function trySet(file: SettingsFile | undefined, key: string, value: unknown): boolean {
  if (file === undefined) return false
  try {
    file.set(key, value)
    return true
  } catch {
    return false
  }
}
