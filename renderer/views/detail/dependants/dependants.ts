import type { BaseRow, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { isLive } from '../../../../shared/nova/names.ts'
import { groupBy } from '../../../../shared/values/grouped.ts'
import { flavorOf, projectOf } from '../../../format/identity.ts'
import type { NodeIndex } from '../../node/node-index.ts'

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
  /** What all of it takes, without leftovers. Bytes. */
  readonly allocated: number
  /** What a resize or a deletion left over, or a clean-up set aside: it needs the base, and nobody starts it. */
  readonly leftovers: readonly Dependant[]
  /** Files on the base that no instance owns. */
  readonly others: BaseRow['dependants']['others']
}

/** Who needs a base by project and flavor, the largest group first. */
export function dependantsOf(
  { dependants }: Pick<BaseRow, 'dependants'>,
  index: NodeIndex,
): Dependants {
  const { instances, others } = dependants
  const known = instances.flatMap(({ path, allocated }): readonly Dependant[] => {
    const row = index.instances.get(path)
    return row === undefined ? [] : [{ row, allocated }]
  })
  const starting = known.filter(({ row }) => isLive(row))
  const allocated = [...starting, ...others].reduce((sum, one) => sum + one.allocated, 0)
  const leftovers = known.filter(({ row }) => !isLive(row))
  return { groups: grouped(starting), count: starting.length, allocated, leftovers, others }
}

function grouped(dependants: readonly Dependant[]): readonly DependantGroup[] {
  const groups = groupBy(dependants, ({ row }) => JSON.stringify([projectOf(row), flavorOf(row)]))
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
