import { Button } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isPartial } from '../../../shared/analysis/partial.ts'
import type { BaseRow } from '../../../shared/analysis/rows.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { notify } from '../../components/notify.tsx'
import { formatCount } from '../../format/number.ts'
import { showName } from '../../format/path.ts'
import { sumText } from '../../format/sum-text.ts'
import { useApi, useScan, useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import { selectionFor } from '../node/node-index.ts'
import { useNodeIndex } from '../node/useNodeIndex.ts'
import { type DependantGroup, dependantList, dependantsOf } from './dependants.ts'
import classes from './detail.module.css'
import { Section } from './Section.tsx'

/** Rows of a group; what is more is counted, and shown by the filtered table. */
const shownRows = 6

/** Which instances do not start without a base, by project and flavor. */
export function Dependants({ base }: { readonly base: BaseRow }) {
  const { t } = useTranslation()
  const index = useNodeIndex()
  const { showInstancesOn } = useView(selectViewActions)
  const dependants = useMemo(() => dependantsOf(base, index), [base, index])
  const copy = useCopy()
  const partial = useScan(({ view }) => view !== undefined && isPartial(view))
  const { groups, count, allocated, leftovers, others } = dependants
  if (count + leftovers.length + others.length === 0) {
    return (
      <Section title={t('detail.usedBy')}>
        <p>{t('detail.noneUse')}</p>
      </Section>
    )
  }
  return (
    <Section title={t('accounting.dependants.title', { count })}>
      <p className={classes['faint']}>
        {t('accounting.dependants.sum', { size: sumText(allocated, partial) })}
        {partial && ` ${t('unknown.partialLeast')}`}
      </p>
      {groups.map((group) => (
        <Group key={group.key} group={group} />
      ))}
      {leftovers.length > 0 && <Leftovers dependants={leftovers} />}
      {others.length > 0 && <Others files={others} />}
      <div className={classes['actions']}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Copy size={14} aria-hidden />}
          disabled={count === 0}
          onClick={() => void copy(dependantList(dependants))}
        >
          {t('accounting.dependants.copy')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => showInstancesOn(base.id)}>
          {t('bases.showInstances')}
        </Button>
      </div>
    </Section>
  )
}

function useCopy() {
  const api = useApi()
  return async (text: string) => {
    const answer = await api.request('text:copy', text)
    if (answer.ok) notify.info((t) => t('accounting.dependants.copied'))
    else notify.failure(answer.failure)
  }
}

function Group({ group }: { readonly group: DependantGroup }) {
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
  return <Rows title={title} rows={rows} />
}

/** By the names of their folders, which tell them from the instance and each other. */
function Leftovers({ dependants }: Pick<DependantGroup, 'dependants'>) {
  const { t } = useTranslation()
  const rows = dependants.map(({ row, allocated }) => {
    return { path: row.id, name: showName(baseNameOf(row.id)), allocated }
  })
  return <Rows title={t('accounting.dependants.leftovers')} rows={rows} />
}

function Others({ files }: { readonly files: BaseRow['dependants']['others'] }) {
  const { t } = useTranslation()
  const rows = files.map(({ path, allocated }) => ({ path, name: showName(path), allocated }))
  return <Rows title={t('accounting.dependants.outside')} rows={rows} />
}

interface DependantRow {
  readonly path: TreePath
  readonly name: string
  readonly title?: string
  /** Bytes. */
  readonly allocated: number
}

/** The first rows of a group, and how many more there are. */
function Rows({ title, rows }: { readonly title: string; readonly rows: readonly DependantRow[] }) {
  const { t, i18n } = useTranslation()
  const index = useNodeIndex()
  const { select } = useView(selectViewActions)
  const more = rows.length - shownRows
  return (
    <>
      <h4 className={classes['subTitle']}>
        {title}{' '}
        <span className={classes['rowSize']}>{formatCount(rows.length, i18n.language)}</span>
      </h4>
      <ul className={classes['rows']}>
        {rows.slice(0, shownRows).map((row) => (
          <li key={row.path}>
            <button
              type="button"
              className={classes['row']}
              onClick={() => select(selectionFor(row.path, index))}
            >
              <span className={classes['rowName']} title={row.title}>
                {row.name}
              </span>
              <span className={classes['rowSize']}>{formatSize(row.allocated)}</span>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={classes['faint']}>{t('accounting.dependants.more', { count: more })}</p>
      )}
    </>
  )
}
