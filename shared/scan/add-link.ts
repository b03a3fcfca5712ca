import { attempt } from '../files/attempt.ts'
import { parentPath } from '../files/paths.ts'
import { linkFacts } from '../files/resolve.ts'
import { type FileTree, TreeError, type TreeFault } from '../files/tree.ts'
import type { EntryDraft } from './entry.ts'
import { isText } from './roles.ts'
import type { ScanUnit } from './scan-unit.ts'
import type { UnitTexts } from './unit-texts.ts'

/** Adds to the entry of a symlink where it leads, and reads what is there, where it is to be a text. */
export function addLink(
  entry: EntryDraft,
  tree: FileTree,
  unit: ScanUnit,
  texts: Pick<UnitTexts, 'readLinked'>,
): void {
  const link = attempt(() => linkFacts(tree, entry.path))
  if (link instanceof TreeError) {
    entry.fault = link.fault
    return
  }
  entry.link = link
  const isFollowed = !link.leavesRoot && link.loops !== true
  const fault = isFollowed ? readBehind(entry, unit, texts) : undefined
  if (fault !== undefined) entry.fault = fault
}

/** Follows it as libvirt and Nova do; the fault, where nobody can. */
function readBehind(
  { path, role }: EntryDraft,
  unit: ScanUnit,
  texts: Pick<UnitTexts, 'readLinked'>,
): TreeFault | undefined {
  if (isText(role)) return texts.readLinked(path, role)
  // The snapshots of one guest: libvirt goes into that folder, and a scan of these does not.
  const isGuests = unit.kind === 'domain-snapshots' && parentPath(path) === unit.path
  return isGuests ? { code: 'not-a-directory', path, errno: '' } : undefined
}
