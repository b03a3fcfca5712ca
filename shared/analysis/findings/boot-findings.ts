import { baseNameOf } from '../../files/paths.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { UnitResult } from '../../scan/model.ts'
import type { DiskCell } from '../rows/rows.ts'
import { diskSubject } from './disk-subject.ts'
import type { DomainPlace } from './instance-findings.ts'
import { lacks, ownName } from './own-files.ts'

/** What a domain starts with besides its disks, and what a guest is configured by, that is gone or empty. */
export function bootFindings(place: DomainPlace): readonly Finding[] {
  return [...bootFiles(place), ...configDrives(place)]
}

/** Without its kernel or ramdisk QEMU does not start. */
function bootFiles({ row, result, domain: { bootFiles: named = [], path } }: DomainPlace) {
  const subject = { kind: 'instance', path: row.id, instance: row.id } as const
  return named.flatMap((file): readonly Finding[] => {
    const name = ownName(row, file)
    if (name === undefined) return []
    if (lacks(result, name)) return [finding('missing-boot-file', subject, { name, xml: path })]
    if (!isEmpty(result, name)) return []
    return [finding('missing-boot-file', subject, { case: 'empty', name, xml: path })]
  })
}

function isEmpty(result: UnitResult | undefined, name: string): boolean {
  const entry = result?.entries.find((one) => baseNameOf(one.path) === name)
  return entry?.type === 'file' && entry.length === 0 && entry.unseen !== true
}

/** Of a CD or a VFAT disk, as Nova makes them, a header is at its beginning. */
function configDrives({ row, domain: { disks, path: xml } }: DomainPlace): readonly Finding[] {
  const named = disks.flatMap(({ source }) =>
    source.kind === 'file' ? (ownName(row, source.path) ?? []) : [],
  )
  const drives = row.disks.filter(({ name, role }) => {
    return role === 'disk.config' && named.includes(name)
  })
  return drives.filter(isBlank).map(({ path, name, length = 0 }) => {
    return finding('blank-config-drive', diskSubject(row, path), { name, length, xml })
  })
}

function isBlank({ format, content, length }: DiskCell): boolean {
  return length === 0 || (format === 'raw' && content === undefined)
}
