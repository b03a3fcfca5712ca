import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding, Subject } from '../../findings/types.ts'
import type { BaseRow, InstanceRow } from '../rows/rows.ts'
import { diskSubject } from './disk-subject.ts'

/** What says that a base that can be read has lost data, or may have. */
const DAMAGE: ReadonlySet<string> = new Set(['truncated', 'image-fault', 'corrupt'])

/**
 * A base that is cut or damaged takes every disk on it along, whose own files are sound. Of one whose
 * header cannot be read each disk tells it by itself.
 */
export function damagedBaseFindings(
  bases: readonly BaseRow[],
  rowAt: (path: TreePath) => InstanceRow | undefined,
): readonly Finding[] {
  return bases.filter(isDamaged).flatMap((base) => {
    const also = base.dependants.instances.flatMap(({ path }) => disksOn(base, rowAt(path)))
    if (also.length === 0) return []
    const { id: path, name, glanceId, image } = base
    const evidence = {
      count: also.length,
      ...(image !== undefined && { format: image.format }),
      ...(glanceId !== undefined && { image: glanceId }),
    }
    return [{ ...finding('damaged-base', { kind: 'base', path, base: name }, evidence), also }]
  })
}

function isDamaged({ image, findings }: BaseRow): boolean {
  return image?.fault === undefined && findings.some(isDamage)
}

/** Whether it says that what the file holds is not all that it should hold. */
export function isDamage({ code, severity, evidence }: Finding): boolean {
  if (code === 'base-size-differs') return Number(evidence['virtual']) < Number(evidence['size'])
  return DAMAGE.has(code) && severity !== 'info'
}

/** Of an instance whose disk stands on it through what is no disk of its folder, the instance. */
export function disksOn({ id: base }: BaseRow, row: InstanceRow | undefined): readonly Subject[] {
  if (row === undefined) return []
  const { id: instance } = row
  const own = row.disks.filter((disk) => disk.base === base || disk.backing?.path === base)
  if (own.length === 0) return [{ kind: 'instance', path: instance, instance }]
  return own.map(({ path }) => diskSubject(row, path))
}
