import { Button } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { isPartial } from '../../../../shared/analysis/sizes/partial.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { asSentence, joinSentences } from '../../../../shared/i18n/sentences.ts'
import { notify } from '../../../components/notify.tsx'
import { sumText } from '../../../format/sum-text.ts'
import { useApi, useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { Group, Leftovers, Others } from './DependantGroups.tsx'
import { type Dependants as AllDependants, dependantList, dependantsOf } from './dependants.ts'

interface DependantsProps {
  /** A base, or another image that something stands on. */
  readonly base: Pick<BaseRow, 'id' | 'dependants' | 'isUsersAtLeast'>
}

/** Which instances do not start without a base, by project and flavor, and which files do not open. */
export function Dependants({ base }: DependantsProps) {
  const { t } = useTranslation()
  const index = useNodeIndex()
  const dependants = useMemo(() => dependantsOf(base, index), [base, index])
  const isAtLeast = base.isUsersAtLeast === true
  const { groups, count, leftovers, others } = dependants
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
      <Sum allocated={dependants.allocated} isAtLeast={isAtLeast} />
      {/* Ahead of what may be a hundred lines. */}
      {!areFiles && <Actions dependants={dependants} base={base.id} />}
      {groups.map((group) => (
        <Group key={group.key} group={group} />
      ))}
      {leftovers.length > 0 && <Leftovers dependants={leftovers} />}
      {others.length > 0 && <Others files={others} areAll={areFiles} />}
    </Section>
  )
}

interface SumProps extends Pick<AllDependants, 'allocated'> {
  readonly isAtLeast: boolean
}

/** What all of it takes, and why more may. */
function Sum({ allocated, isAtLeast }: SumProps) {
  const { t, i18n } = useTranslation()
  const isOfPart = useScan(({ view }) => view !== undefined && isPartial(view))
  const language = offeredLanguage(i18n.language)
  const sum = t('accounting.dependants.sum', { size: sumText(allocated, isAtLeast) })
  const why = t(isOfPart ? 'unknown.partialLeast' : 'unknown.usersLeast')
  const text = isAtLeast ? joinSentences([asSentence(sum, language), why], language) : sum
  return <p className={classes['faint']}>{text}</p>
}

interface ActionsProps {
  readonly dependants: AllDependants
  readonly base: BaseRow['id']
}

function Actions({ dependants, base }: ActionsProps) {
  const { t } = useTranslation()
  const { showInstancesOn } = useView(selectViewActions)
  const copy = useCopy()
  return (
    <div className={classes['actions']}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Copy size={14} aria-hidden />}
        disabled={dependants.count === 0}
        onClick={() => void copy(dependantList(dependants))}
      >
        {t('accounting.dependants.copy')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => showInstancesOn(base)}>
        {t('bases.showInstances')}
      </Button>
    </div>
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
