import { useTranslation } from 'react-i18next'
import type { BaseRow, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { baseNameOf, joinPath, parentPath } from '../../../../shared/files/paths.ts'
import { showName } from '../../../format/path.ts'
import { DependantRows } from './DependantRows.tsx'
import type { DependantGroup } from './dependants.ts'

/** Of one project and flavor. */
export function Group({ group }: { readonly group: DependantGroup }) {
  const { t } = useTranslation()
  const { project, flavor, dependants } = group
  const title = t('accounting.dependants.group', {
    project: project === undefined ? t('accounting.dependants.noProject') : showName(project),
    flavor: flavor === undefined ? t('accounting.dependants.noFlavor') : showName(flavor),
  })
  const rows = dependants.map(({ row, allocated }) => {
    const name = showName(row.name ?? row.uuid)
    return { path: row.id, name, title: showName(row.uuid), allocated }
  })
  return <DependantRows title={title} rows={rows} />
}

/** By the names of their folders, which tell them from the instance and each other: of one set aside with the day. */
export function Leftovers({ dependants }: Pick<DependantGroup, 'dependants'>) {
  const { t } = useTranslation()
  const rows = dependants.map(({ row, allocated }) => {
    return { path: row.id, name: nameOf(row), isPath: true as const, allocated }
  })
  return <DependantRows title={t('accounting.dependants.leftovers')} rows={rows} />
}

function nameOf({ id, kind }: InstanceRow): string {
  const name = baseNameOf(id)
  return kind === 'aside' ? joinPath(baseNameOf(parentPath(id)), name) : name
}

interface OthersProps {
  readonly files: BaseRow['dependants']['others']
  readonly areAll: boolean
}

export function Others({ files, areAll }: OthersProps) {
  const { t } = useTranslation()
  const rows = files.map(({ path, allocated }) => ({
    path,
    name: path,
    isPath: true as const,
    allocated,
  }))
  const title = areAll ? undefined : t('accounting.dependants.outside')
  return <DependantRows title={title} rows={rows} />
}
