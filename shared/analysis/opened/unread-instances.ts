import type { PlannedNode } from '../../scan/layout.ts'
import type { UnitResult } from '../../scan/model.ts'

/**
 * Whether nobody could see which instances a host has: its instances_path could not be listed, or none was found
 * and one may be in a folder that is shut. None of them is missing then, nor is there none.
 */
export function areInstancesUnread(
  { layout: { instancesPath }, parts }: Pick<PlannedNode, 'layout' | 'parts'>,
  results: readonly Pick<UnitResult, 'unit' | 'entries'>[],
): boolean {
  if (instancesPath === undefined) {
    return parts.some(({ layout }) => layout.shutInstances !== undefined)
  }
  return results.some(({ unit, entries }) => {
    const [own] = unit.kind === 'top' && unit.path === instancesPath ? entries : []
    return own?.path === instancesPath && own.fault !== undefined
  })
}
