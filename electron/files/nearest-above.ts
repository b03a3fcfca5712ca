import { dirname } from 'node:path'
import { isWithin } from '../../shared/files/paths.ts'

/** The nearest folder that some absolute paths are in. */
export function nearestAbove(paths: readonly string[]): string {
  const [first = '/', ...others] = paths
  let above = first
  while (!others.every((path) => above === '/' || isWithin(path, above))) above = dirname(above)
  return above
}
