/** Paths that are opened together at most: few enough to look at one by one, more than a usual drop. */
export const MAX_PATHS = 256

/** Something that was opened: the window knows places by `id`, never acts on paths. */
export interface Place {
  readonly id: string
  readonly kind: 'folder' | 'image'
  /** Absolute path, for display. */
  readonly path: string
  /** Where several paths were opened as one: these. `path` is the folder above all of them. */
  readonly paths?: readonly string[]
  /** True for the generated sample node. */
  readonly sample: boolean
  /** The folder of the program's own that lies in it, and is written while the window is open. */
  readonly ownFolder?: string
}

/** What was named to open it. */
export function openedPaths({ path, paths }: Place): readonly string[] {
  return paths ?? [path]
}

export interface RecentPlace {
  /** What was opened together, and is so again. */
  readonly paths: readonly string[]
  /** Where the node's names are looked for, if that was said: so it is again. */
  readonly root?: string
  /** Of several an image only where all are. */
  readonly kind: 'folder' | 'image'
  readonly openedAtMs: number
  /** False when nothing of it is there now. */
  readonly present: boolean
}
