import type { BaseRow, InstanceRow } from '../../../shared/analysis/model.ts'
import { instanceOf, type NodeIndex } from '../node/node-index.ts'

/** An instance that does not start without a base, with what its disks on it take. Bytes. */
export interface Dependant {
  readonly row: InstanceRow
  readonly allocated: number
}

/** Dependants of one project and flavor; both undefined for files that lie in no instance's folder. */
export interface DependantGroup {
  readonly key: string
  readonly project: string | undefined
  readonly flavor: string | undefined
  readonly dependants: readonly Dependant[]
}

export interface Dependants {
  readonly groups: readonly DependantGroup[]
  readonly count: number
  /** Files on the base that no instance owns. */
  readonly others: readonly BaseRow['overlays'][number][]
}

/** Who needs a base, the largest group first. */
export function dependantsOf(base: BaseRow, index: NodeIndex): Dependants {
  const rows = new Map<string, { row: InstanceRow; allocated: number }>()
  const others: BaseRow['overlays'][number][] = []
  for (const overlay of base.overlays) {
    const row = instanceOf(overlay.path, index)
    if (row === undefined) {
      others.push(overlay)
      continue
    }
    const known = rows.get(row.id)
    if (known === undefined) rows.set(row.id, { row, allocated: overlay.allocated })
    else known.allocated += overlay.allocated
  }
  return { groups: grouped([...rows.values()]), count: rows.size, others }
}

function grouped(dependants: readonly Dependant[]): readonly DependantGroup[] {
  const groups = new Map<string, Dependant[]>()
  for (const one of dependants) {
    const key = JSON.stringify([projectOf(one.row), flavorOf(one.row)])
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [one])
    else known.push(one)
  }
  return [...groups]
    .map(([key, members]) => {
      const [first] = members
      const row = first?.row
      return {
        key,
        project: row && projectOf(row),
        flavor: row && flavorOf(row),
        dependants: members.sort((a, b) => b.allocated - a.allocated),
      }
    })
    .sort((a, b) => b.dependants.length - a.dependants.length)
}

function projectOf({ identity }: InstanceRow): string | undefined {
  return identity?.projectName ?? identity?.projectId
}

function flavorOf({ identity }: InstanceRow): string | undefined {
  return identity?.flavor?.name
}

/** One line an instance: UUID, name, project, flavor, separated by tabs. */
export function dependantList({ groups }: Dependants): string {
  const lines = groups.flatMap(({ dependants }) =>
    dependants.map(({ row }) =>
      [row.uuid, row.name, projectOf(row), flavorOf(row)].map(plainCell).join('\t'),
    ),
  )
  return `${lines.join('\n')}\n`
}

/** A name must not begin a line or a column of its own. */
function plainCell(text = ''): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
}
