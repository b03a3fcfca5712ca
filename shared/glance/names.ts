import { isUuid } from '../nova/names.ts'

/** A file of a filesystem store bears its image's id (glance_store filesystem driver). */
export function isGlanceImageName(name: string): boolean {
  return isUuid(name)
}
