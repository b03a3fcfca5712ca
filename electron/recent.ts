import { z } from 'zod'

const MAX_RECENT = 12

export const recentEntrySchema = z.object({
  path: z.string().min(1).max(4096),
  kind: z.enum(['folder', 'image']),
  openedAtMs: z.number().nonnegative(),
})

/** A recent place as it is kept; whether it is there now is asked when it is shown. */
export type RecentEntry = z.infer<typeof recentEntrySchema>

/** Newest first, each path once. */
export function withOpened(
  recent: readonly RecentEntry[],
  opened: RecentEntry,
): readonly RecentEntry[] {
  return [opened, ...withoutPath(recent, opened.path)].slice(0, MAX_RECENT)
}

export function withoutPath(recent: readonly RecentEntry[], path: string): readonly RecentEntry[] {
  return recent.filter((entry) => entry.path !== path)
}
