import type { InstanceRow } from '../../shared/analysis/rows/rows.ts'

/** The project's name, or its id where the name is not known; undefined without domain XML. */
export function projectOf({ identity }: Pick<InstanceRow, 'identity'>): string | undefined {
  return identity?.projectName ?? identity?.projectId
}

/** The flavor's name; undefined without domain XML, or where that has none. */
export function flavorOf({ identity }: Pick<InstanceRow, 'identity'>): string | undefined {
  return identity?.flavor?.name
}
