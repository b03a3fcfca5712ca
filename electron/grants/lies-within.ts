import { sep } from 'node:path'

/** Whether an absolute path is a folder or lies below it; both after symlinks. */
export function liesWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
