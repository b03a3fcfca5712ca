import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { DiskCell, InstanceRow } from '../rows/rows.ts'
import { diskSubject } from './disk-subject.ts'

/**
 * Disks of a domain that stand on the file which Nova would start in their place: whoever made an external
 * snapshot left the domain on its overlay, and Nova names the disk by what it is to it (`Qcow2.__init__`
 * in nova/virt/libvirt/imagebackend.py) whenever it writes the XML, as each hard start does (`power_on`).
 */
export function notNovasDisks(
  { id, disks, layers = [] }: InstanceRow,
  { path: xml }: DomainFacts,
): readonly Finding[] {
  // Of nearly every instance the disks stand on bases alone.
  if (layers.length === 0) return []
  return disks.flatMap((disk) => {
    const name = novasBelow(disk, layers)
    if (name === undefined) return []
    const subject = diskSubject({ id }, disk.path)
    return [finding('not-novas-disk', subject, { name, xml })]
  })
}

/** The layer of a disk that has the name which Nova gives to the disk; undefined where it has that itself. */
function novasBelow(
  { name, role, backing }: DiskCell,
  layers: readonly DiskCell[],
): string | undefined {
  if (name === role) return undefined
  const seen = new Set<DiskCell>()
  const at = (path: string | undefined) => layers.find((one) => one.path === path && !seen.has(one))
  for (let layer = at(backing?.path); layer !== undefined; layer = at(layer.backing?.path)) {
    if (layer.role !== 'unknown') return layer.name
    seen.add(layer)
  }
  return undefined
}
