import type { InstanceRow } from './rows.ts'

/**
 * Whether the host's domains are all known and none of them is this instance's, however lately its folder
 * has changed: Nova counts nothing of it.
 */
export function isWithoutDomain({ orphan, orphanAtMs }: InstanceRow): boolean {
  return orphan === true || orphanAtMs !== undefined
}
