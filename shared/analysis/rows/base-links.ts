import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { type BaseName, baseName } from '../../nova/base-name.ts'
import type { InstanceDirName } from '../../nova/names.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { Dependants, FolderDependant } from '../accounting/deletion/dependants.ts'
import type { AnalysedUnit } from '../analysed-unit.ts'
import type { ChainHost } from '../chain/chain-host.ts'
import type { Overlay, OverlayIndex } from '../chain/overlays.ts'
import type { ScanHost } from '../chain/scan-host.ts'
import { overlayAllocated, overlayFiles } from './overlay-files.ts'
import type { BaseRow } from './rows.ts'

/** A symlink in the image cache: to Nova it is a base like any other, and its bytes lie elsewhere. */
export function isBaseLink({ type, role, link }: ScannedEntry): boolean {
  return type === 'symlink' && role === 'base' && link !== undefined
}

/** What symlinks are told by. */
export interface LinkFacts {
  readonly overlays: OverlayIndex
  /** Follows symlinks inside of what was opened. */
  readonly lookup: ChainHost['lookup']
  /** The symlinks that a name goes through. */
  readonly linksAt: ScanHost['linksAt']
  /** What folders of instances are. */
  readonly kinds: ReadonlyMap<TreePath, InstanceDirName['kind']>
  /** The image that a base of that name was made from. */
  readonly glanceIdOf: (base: BaseName) => string | undefined
}

/** Their rows: what each leads to, and what stands on that by their name. They take and free nothing themselves. */
export function baseLinks(units: readonly AnalysedUnit[], facts: LinkFacts): readonly BaseRow[] {
  return units.flatMap(({ result, findings }) => {
    if (result.unit.kind !== 'base') return []
    return result.entries
      .filter(isBaseLink)
      .map((entry) => linkRow(entry, findings.byEntry.get(entry) ?? [], facts))
  })
}

function linkRow(
  entry: ScannedEntry,
  findings: BaseRow['findings'],
  { overlays, lookup, linksAt, kinds, glanceIdOf }: LinkFacts,
): BaseRow {
  const { path: id, length, allocated, mtimeMs, link } = entry
  const target = link?.target ?? ''
  const found = lookup(id, { name: target, image: id, rule: 'relative' })
  const isNamedHere = ({ namedAt }: Overlay): boolean =>
    namedAt !== undefined && linksAt(namedAt).includes(id)
  const isFound = found.kind === 'found'
  const on = isFound ? overlays.on(found.address).filter(isNamedHere) : []
  const dependants = dependantsOf(on, kinds)
  const name = baseNameOf(id)
  const base = baseName(name)
  const glanceId = glanceIdOf(base)
  return {
    id,
    name,
    base,
    link: { target, ...(isFound && { to: found.address }) },
    ...(isFound && { image: found.image }),
    length,
    allocated,
    mtimeMs,
    ...(glanceId !== undefined && { glanceId }),
    overlays: overlayFiles(on),
    instanceCount: dependants.instances.length,
    overlayAllocated: overlayAllocated(on),
    users: dependants.instances.length,
    dependants,
    exclusive: allocated,
    findings,
  }
}

function dependantsOf(overlays: readonly Overlay[], kinds: LinkFacts['kinds']): Dependants {
  const byFolder = new Map<TreePath, FolderDependant>()
  const counted = new Set<string>()
  for (const { instance: path, allocated, file } of overlays) {
    const kind = path === undefined ? undefined : kinds.get(path)
    if (path === undefined || kind === undefined) continue
    const { allocated: before = 0, disks = 0 } = byFolder.get(path) ?? {}
    // Each name of a file breaks; what the file takes is lost once.
    const key = `${path}\0${file}`
    const sum = counted.has(key) ? before : before + allocated
    counted.add(key)
    byFolder.set(path, { path, kind, allocated: sum, disks: disks + 1 })
  }
  const others = overlays.filter(({ instance }) => instance === undefined)
  return {
    instances: [...byFolder.values()],
    others: others.map(({ path, allocated }) => ({ path, allocated, disks: 1 })),
  }
}
