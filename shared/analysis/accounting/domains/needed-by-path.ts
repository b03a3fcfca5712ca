import type { TreeErrorCode, TreePath } from '../../../files/tree.ts'
import { findDomainFile } from '../../chain/find-member.ts'
import type { ScanHost } from '../../chain/scan-host.ts'
import { openedOf } from '../../places/opened-places.ts'
import { type NeededFiles, neededByName } from './needed-by-disk.ts'

/** What a domain needs by whatever has the look of a path in its XML. */
export type NeededByPath = (path: string, domain: TreePath) => NeededFiles

/**
 * Unlike an image of a disk, what is nowhere in what was opened leaves nothing open: a domain names
 * programs, sockets and devices of its host. Most name the same few, which are looked for once.
 */
export function createNeededByPath(host: ScanHost): NeededByPath {
  const known = new Map<unknown, Map<string, NeededFiles>>()
  return (path, domain) => {
    const opened = openedOf(domain, host.places)
    const names = known.get(opened) ?? new Map<string, NeededFiles>()
    known.set(opened, names)
    const needed = names.get(path) ?? lookFor(path, domain, host)
    if (names.size >= REMEMBERED) names.clear()
    names.set(path, needed)
    return needed
  }
}

/** A node has some hundred bases and a dozen programs. */
const REMEMBERED = 4096
/** No file has such a name. */
const NO_FILE: ReadonlySet<TreeErrorCode> = new Set(['not-a-file', 'name-too-long'])

function lookFor(path: string, domain: TreePath, host: ScanHost): NeededFiles {
  const found = findDomainFile(path, domain, host)
  if (found.kind === 'member') return neededByName(path, domain, host)
  return { paths: [], isKnown: found.kind !== 'unreadable' || NO_FILE.has(found.fault.code) }
}
