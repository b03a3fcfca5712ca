import { Button } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BaseRow, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { isPartial } from '../../../../shared/analysis/sizes/partial.ts'
import { baseNameOf, joinPath, parentPath } from '../../../../shared/files/paths.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { asSentence, joinSentences } from '../../../../shared/i18n/sentences.ts'
import { notify } from '../../../components/notify.tsx'
import { showName } from '../../../format/path.ts'
import { sumText } from '../../../format/sum-text.ts'
import { useApi, useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { DependantRows } from './DependantRows.tsx'
import { type DependantGroup, dependantList, dependantsOf } from './dependants.ts'

interface DependantsProps {
  /** A base, or another image that something stands on. */
  readonly base: Pick<BaseRow, 'id' | 'dependants' | 'isUsersAtLeast'>
}

/** Which instances do not start without a base, by project and flavor, and which files do not open. */
export function Dependants({ base }: DependantsProps) {
  const { t, i18n } = useTranslation()
  const index = useNodeIndex()
  const { showInstancesOn } = useView(selectViewActions)
  const dependants = useMemo(() => dependantsOf(base, index), [base, index])
  const copy = useCopy()
  const partial = useScan(({ view }) => view !== undefined && isPartial(view))
  const isAtLeast = base.isUsersAtLeast === true
  const { groups, count, allocated, leftovers, others } = dependants
  const language = offeredLanguage(i18n.language)
  const sum = t('accounting.dependants.sum', { size: sumText(allocated, isAtLeast) })
  if (count + leftovers.length + others.length === 0) {
    return (
      <Section title={t('detail.usedBy')}>
        <p>{t(isAtLeast ? 'accounting.noneSeen' : 'detail.noneUse')}</p>
      </Section>
    )
  }
  // Nothing but files: their number is what counts, and there is nothing to tell them from.
  const areFiles = count + leftovers.length === 0
  const title = t(`accounting.dependants.${titleKey(areFiles, isAtLeast)}`, {
    count: areFiles ? others.length : count,
  })
  return (
    <Section title={title}>
      <p className={classes['faint']}>
        {isAtLeast
          ? joinSentences(
              [
                asSentence(sum, language),
                t(partial ? 'unknown.partialLeast' : 'unknown.usersLeast'),
              ],
              language,
            )
          : sum}
      </p>
      {groups.map((group) => (
        <Group key={group.key} group={group} />
      ))}
      {leftovers.length > 0 && <Leftovers dependants={leftovers} />}
      {others.length > 0 && <Others files={others} areAll={areFiles} />}
      {!areFiles && (
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
      )}
    </Section>
  )
}

function titleKey(areFiles: boolean, isAtLeast: boolean) {
  if (areFiles) return isAtLeast ? 'filesLeast' : 'files'
  return isAtLeast ? 'titleLeast' : 'title'
}

function useCopy() {
  const api = useApi()
  return async (text: string) => {
    const answer = await api.request('text:copy', text)
    if (answer.ok) notify.done((t) => t('accounting.dependants.copied'))
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
  return <DependantRows title={title} rows={rows} />
}

/** By the names of their folders, which tell them from the instance and each other: of one set aside with the day. */
function Leftovers({ dependants }: Pick<DependantGroup, 'dependants'>) {
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

function Others({ files, areAll }: OthersProps) {
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
