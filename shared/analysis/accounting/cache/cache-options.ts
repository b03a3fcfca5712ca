/** Options of `[image_cache]` that decide; times in seconds. */
export interface CacheOptions {
  /** Below zero the manager does not run. */
  readonly managerInterval: number
  readonly removeUnused: boolean
  readonly originalMinimumAge: number
  readonly resizedMinimumAge: number
}

/** Whether a pass takes place, and removes what nothing keeps. */
export function removes({ managerInterval, removeUnused }: CacheOptions): boolean {
  return managerInterval >= 0 && removeUnused
}

/** Nova's defaults. */
export const CACHE_DEFAULTS: CacheOptions = {
  managerInterval: 2400,
  removeUnused: true,
  originalMinimumAge: 24 * 60 * 60,
  resizedMinimumAge: 60 * 60,
}
