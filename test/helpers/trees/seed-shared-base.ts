import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { GIB, MIB, overlay, type SeedOptions, sparse } from './seed-files.ts'

export const SHARED_BASE = {
  instances: 'var/lib/nova/instances',
  overlays: ['84603dbf-cf56-4c7d-b8a9-3ca83970682d', '744a1c9f-705d-4294-89cf-dadbb1b6ca8c'],
  base: '309eee24778f158af7ae57d8843e698d48f43d4a',
  overlayAllocated: 30 * MIB,
  baseAllocated: 881 * MIB,
} as const

/** Two instances on one base. */
export function writeSharedBaseNode(root: string, { allocate = false }: SeedOptions = {}): void {
  const instances = join(root, SHARED_BASE.instances)
  mkdirSync(join(instances, '_base'), { recursive: true })
  const base = join(instances, '_base', SHARED_BASE.base)
  sparse(base, 8 * GIB, allocate ? SHARED_BASE.baseAllocated : 0)
  for (const uuid of SHARED_BASE.overlays) {
    const disk = join(instances, uuid, 'disk')
    mkdirSync(dirname(disk))
    overlay(disk, `/${SHARED_BASE.instances}/_base/${SHARED_BASE.base}`, 10 * GIB)
    if (allocate) sparse(disk, SHARED_BASE.overlayAllocated, SHARED_BASE.overlayAllocated)
  }
}
