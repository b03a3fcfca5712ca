import { attempt, ifSeen } from '../files/attempt.ts'
import { joinPath } from '../files/paths.ts'
import { lookupOf, resolveInRoot } from '../files/resolve.ts'
import { TreeError, type TreePath } from '../files/tree.ts'
import type { PlaceFinder } from './find.ts'
import { DRIVER_STATE_UNITS } from './known-places.ts'
import type { ScanUnit } from './scan-unit.ts'

/** Homes of people; root's own is beside them. */
const HOMES: TreePath = 'home'
const ROOT_HOME: TreePath = 'root'

/** Where libvirt keeps the domains of a session (`qemu:///session`), in the home of whose it is. */
const SESSION: TreePath = '.config/libvirt/qemu'
/** What it keeps beside them (src/qemu/qemu_conf.c). */
const STATE: TreePath = 'lib'

/** Where domains of sessions are, and the homes of which nobody can tell. */
export interface FoundSessions {
  readonly units: readonly ScanUnit[]
  readonly shutHomes: readonly TreePath[]
}

/**
 * The domains of sessions, which may have any file of the node that their owner may read. A home that
 * cannot be looked into makes no scan partial: only its owner's guests could be there, and most hosts that
 * are not scanned by root have such homes. That there are some is told of all of them together.
 */
export function findSessions(finder: PlaceFinder): FoundSessions {
  const homes = [ROOT_HOME, ...homesIn(finder)]
  const found = homes.flatMap((home) => directoryAt(finder, joinPath(home, SESSION)) ?? [])
  const units = [...new Set(found)].flatMap((path) => [
    { kind: 'session-domains', path } as const,
    ...DRIVER_STATE_UNITS.flatMap(([kind, name]) => {
      const state = directoryAt(finder, joinPath(path, joinPath(STATE, name)))
      return state === undefined ? [] : [{ kind, path: state }]
    }),
  ])
  return { units, shutHomes: homes.filter((home) => isShut(finder, home)) }
}

/** Whether permissions hide what is in a home, or all homes. */
function isShut({ tree }: PlaceFinder, home: TreePath): boolean {
  const seen = attempt(() => tree.lstat(resolveInRoot(lookupOf(tree), joinPath(home, SESSION))))
  return seen instanceof TreeError && seen.fault.code === 'permission'
}

function homesIn(finder: PlaceFinder): readonly TreePath[] {
  const path = directoryAt(finder, HOMES)
  const entries = path === undefined ? [] : (ifSeen(() => finder.tree.list(path)) ?? [])
  const names = entries.filter(({ type }) => type === 'directory' || type === 'symlink')
  return names.map(({ name }) => joinPath(path ?? HOMES, name))
}

/** Leaves no trace where there is none, or none that can be seen. */
function directoryAt(finder: PlaceFinder, path: TreePath): TreePath | undefined {
  return finder.linkedType(path) === 'directory' ? finder.directory(path) : undefined
}
