import type { TreePath } from '../files/tree.ts'

/** By what a file is counted once to which symlinks lead, and that has no other name. */
export function symlinkKey(path: TreePath): string {
  return `symlink to ${path}`
}
