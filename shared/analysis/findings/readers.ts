import { parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import { isLeftFolder } from '../../nova/left-folder.ts'
import type { PlannedNode } from '../../scan/layout.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { createRefusedPlaces, type RefusedPlaces } from './refused-places.ts'

const OTHERS_READ = 0o004
const OTHERS_PASS = 0o001
/** Owners that are named; a node has a few. */
const NAMED = 12

/** Counts who may read what, over a whole node. */
export interface Readers {
  add(result: UnitResult): void
  findings(): readonly Finding[]
}

/** `place` is the folder that findings about all of it are about. */
export function createReaders(
  place: TreePath,
  planned: Pick<PlannedNode, 'layout' | 'parts'>,
): Readers {
  const refused = new Map<string, number>()
  const places = createRefusedPlaces(planned)
  let [readable, leftovers] = [0, 0]
  let example: TreePath | undefined
  return {
    add(result) {
      const open = isOpen(result)
      // Its disks are in no sum of instances' disks.
      const isLeftover = isLeftFolder(result.unit.instance)
      for (const entry of result.entries) {
        if (entry.fault?.code === 'permission') {
          if (entry.isListed !== true) count(refused, ownerOf(entry))
          places.add(result.unit, entry)
        }
        if (!open || !isReadableDisk(entry)) continue
        readable += 1
        if (isLeftover) leftovers += 1
        example ??= entry.path
      }
    },
    findings: () => [
      ...refusedFindings(place, refused, places),
      ...(example === undefined
        ? []
        : [
            finding(
              'world-readable',
              { kind: 'folder', path: place },
              {
                ...(leftovers > 0 && { case: 'leftovers', leftovers }),
                count: readable,
                example,
                folder: parentPath(example),
              },
            ),
          ]),
    ],
  }
}

function refusedFindings(
  place: TreePath,
  refused: ReadonlyMap<string, number>,
  places: RefusedPlaces,
): readonly Finding[] {
  if (refused.size === 0) return []
  const all = [...refused].sort((a, b) => b[1] - a[1])
  const owners = all.slice(0, NAMED).map(([owner, count]) => `${owner}: ${count}`)
  const count = all.reduce((sum, [, count]) => sum + count, 0)
  const path = places.first() ?? place
  const evidence = { count, owners, ...places.evidence() }
  return [finding('unreadable-owners', { kind: 'folder', path }, evidence)]
}

/** Whether the unit's folder lets everybody through; what is above it is not known. */
function isOpen({ unit, entries }: UnitResult): boolean {
  const [folder] = entries
  if (folder === undefined || folder.path !== unit.path) return false
  return folder.type === 'directory' && (folder.mode & OTHERS_PASS) !== 0
}

/** Disks of guests; Glance's images and kernels are often public. */
function isReadableDisk({ type, role, mode, image }: ScannedEntry): boolean {
  if (type !== 'file' || (mode & OTHERS_READ) === 0 || image === undefined) return false
  return role.startsWith('disk') || role === 'rescue' || role === 'snapshot'
}

/** Ids of an entry that could not even be looked at are not known. */
function ownerOf({ uid, gid, ctimeMs }: ScannedEntry): string {
  return ctimeMs === 0 ? '?' : `${uid}:${gid}`
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
