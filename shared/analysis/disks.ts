import { baseNameOf } from '../files/paths.ts'
import type { EntryRole } from '../nova/names.ts'
import type { ScannedEntry } from '../scan/model.ts'
import { isPlain } from './formats.ts'
import type { Chain, DiskCell } from './model.ts'

const diskRoles: ReadonlySet<EntryRole> = new Set([
  'disk',
  'disk.local',
  'disk.eph',
  'disk.swap',
  'disk.config',
])

/** Whether an entry of an instance's folder is a disk file; a rescue's kernel is none. */
export function isDisk(entry: ScannedEntry): boolean {
  if (entry.type !== 'file') return false
  if (entry.role === 'rescue') return baseNameOf(entry.path).startsWith('disk')
  return diskRoles.has(entry.role)
}

/** Bytes that the guest sees. A header inside a disk that is declared raw is the guest's own data. */
export function virtualSize(entry: ScannedEntry, declared?: string): number | undefined {
  if (entry.image === undefined) return undefined
  const { format, virtualSize: recorded } = entry.image
  if (declared === 'raw' && !isPlain(format)) return entry.length
  return recorded ?? (isPlain(format) ? entry.length : undefined)
}

export function diskCell(entry: ScannedEntry, chain: Chain, declared?: string): DiskCell {
  const virtual = virtualSize(entry, declared)
  const last = chain.layers[chain.layers.length - 1]
  const whole = chain.state.kind === 'complete' && chain.layers.length > 1
  const backing = entry.image?.backing
  const direct = chain.layers[1]?.path
  return {
    path: entry.path,
    name: baseNameOf(entry.path),
    role: entry.role,
    ...(entry.image !== undefined && { format: entry.image.format }),
    ...(virtual !== undefined && { virtual }),
    length: entry.length,
    allocated: entry.allocated,
    ...(whole && last !== undefined && { base: last.path }),
    chain: chain.state.kind,
    ...(backing !== undefined &&
      backing.name !== '' && {
        backing: { ...backing, ...(direct !== undefined && { path: direct }) },
      }),
  }
}

/** Bytes a disk may still grow by. */
export function overcommit(disk: DiskCell): number {
  return Math.max(0, (disk.virtual ?? 0) - disk.allocated)
}
