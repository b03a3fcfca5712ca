import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { baseName } from '../../nova/base-name.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { Dependants } from '../accounting/deletion/dependants.ts'
import type { AnalysedUnit } from '../analysed-unit.ts'
import type { ChainHost } from '../chain/chain-host.ts'
import type { Overlay, OverlayIndex } from '../chain/overlays.ts'
import type { ScanHost } from '../chain/scan-host.ts'
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
  { overlays, lookup, linksAt }: LinkFacts,
): BaseRow {
  const { path: id, length, allocated, mtimeMs, link } = entry
  const target = link?.target ?? ''
  const found = lookup(id, { name: target, image: id, rule: 'relative' })
  const isNamedHere = ({ namedAt }: Overlay): boolean =>
    namedAt !== undefined && linksAt(namedAt).includes(id)
  const isFound = found.kind === 'found'
  const on = isFound ? overlays.on(found.address).filter(isNamedHere) : []
  const dependants = dependantsOf(on)
  const name = baseNameOf(id)
  const base = baseName(name)
  return {
    id,
    name,
    base,
    link: { target, ...(isFound && { to: found.address }) },
    ...(isFound && { image: found.image }),
    length,
    allocated,
    mtimeMs,
    overlays: on.map((overlay) => ({ path: overlay.path, allocated: overlay.allocated })),
    instanceCount: dependants.instances.length,
    overlayAllocated: on.reduce((sum, overlay) => sum + overlay.allocated, 0),
    users: dependants.instances.length,
    dependants,
    exclusive: allocated,
    findings,
  }
}

function dependantsOf(overlays: readonly Overlay[]): Dependants {
  const byFolder = new Map<TreePath, { allocated: number; disks: number }>()
  for (const { instance, allocated } of overlays) {
    if (instance === undefined) continue
    const known = byFolder.get(instance) ?? { allocated: 0, disks: 0 }
    byFolder.set(instance, { allocated: known.allocated + allocated, disks: known.disks + 1 })
  }
  const others = overlays.filter(({ instance }) => instance === undefined)
  return {
    instances: [...byFolder].map(([path, counted]) => ({ path, ...counted })),
    others: others.map(({ path, allocated }) => ({ path, allocated, disks: 1 })),
  }
}
