import { z } from 'zod'
import { MAX_PATHS } from '../shared/ipc/places.ts'

const MAX_RECENT = 12

export const recentEntrySchema = z.object({
  /** What was opened together, absolute. */
  paths: z.array(z.string().min(1).max(4096)).min(1).max(MAX_PATHS).readonly(),
  /** `--root DIR`, absolute, with which they were. */
  root: z.exactOptional(z.string().min(1).max(4096)),
  kind: z.enum(['folder', 'image']),
  openedAtMs: z.number().nonnegative(),
})

/** A recent place as it is kept; whether it is there now is asked when it is shown. */
export type RecentEntry = Readonly<z.infer<typeof recentEntrySchema>>

/** Newest first, what was opened together once. */
export function withOpened(
  recent: readonly RecentEntry[],
  opened: RecentEntry,
): readonly RecentEntry[] {
  return [opened, ...withoutPaths(recent, opened.paths)].slice(0, MAX_RECENT)
}

/** Without the entry of these paths, in whatever order they were opened. */
export function withoutPaths(
  recent: readonly RecentEntry[],
  paths: readonly string[],
): readonly RecentEntry[] {
  const name = nameOf(paths)
  return recent.filter((entry) => nameOf(entry.paths) !== name)
}

/** The root with which exactly these paths were opened last. */
export function rootOf(
  recent: readonly RecentEntry[],
  paths: readonly string[],
): string | undefined {
  const name = nameOf(paths)
  return recent.find((entry) => nameOf(entry.paths) === name)?.root
}

function nameOf(paths: readonly string[]): string {
  return JSON.stringify([...paths].sort())
}
