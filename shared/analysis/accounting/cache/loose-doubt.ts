import { baseNameOf, isWithin } from '../../../files/paths.ts'
import { instanceDirName } from '../../../nova/names.ts'
import { CACHE_PREFIX } from '../../../scan/known-instances.ts'
import type { ScannedEntry } from '../../../scan/model.ts'
import type { ScanUnit, UnitKind } from '../../../scan/scan-unit.ts'

/** Whether a doubt is about something that nobody has who may need what a clean-up removes. */
export type IsLoose = (unit: ScanUnit, entry: ScannedEntry) => boolean

/** Where an image lies that is no disk of an instance: a domain that has it says so by its XML. */
const BESIDE_INSTANCES: ReadonlySet<UnitKind> = new Set<UnitKind>(['base', 'top', 'folder'])

export function isBesideInstances({ kind }: ScanUnit): boolean {
  return BESIDE_INSTANCES.has(kind)
}

/**
 * Of what could not be read: a base, as each disk above it is then in doubt itself, and what somebody
 * keeps among the instances by a name that Nova has not.
 */
export function createIsLoose(units: readonly ScanUnit[]): IsLoose {
  const tops = new Set(units.flatMap(({ kind, path }) => (kind === 'top' ? [path] : [])))
  return ({ kind, path: above }, { path }) => {
    if (path === above) return false
    if (kind === 'base') return true
    return kind === 'top' && tops.has(above) && isWithin(path, above) && !hasNovasName(path, above)
  }
}

/** By the first name below the instances_path. */
function hasNovasName(path: string, above: string): boolean {
  const rest = above === '' ? path : path.slice(above.length + 1)
  const [name = ''] = rest.split('/')
  return (
    name.startsWith(CACHE_PREFIX) || name === 'snapshots' || instanceDirName(name) !== undefined
  )
}

/** What `fsck` makes at the top of ext4 for root alone: nothing has a file in it by its name. */
export function isOfFileSystem({ kind }: ScanUnit, { path, type }: ScannedEntry): boolean {
  return kind !== 'instance' && type === 'directory' && baseNameOf(path) === 'lost+found'
}
