import { Button, CloseButton, Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FreedReport } from '../../../../shared/ipc/answers.ts'
import { Explain } from '../../../components/Explain.tsx'
import { Unknown } from '../../../components/Facts.tsx'
import { FailureText } from '../../../components/FailureText.tsx'
import { sumText } from '../../../format/sum-text.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import type { TableScope } from '../../../stores/view-state.ts'
import { FreedDetails } from './FreedDetails.tsx'
import { GatheredSizes } from './GatheredSizes.tsx'
import { Pair } from './Pair.tsx'
import classes from './SelectionBar.module.css'
import { useFreed } from './useFreed.ts'

/**
 * How many rows are gathered, and what their deletion would come to, in a table that has any of
 * them. Nothing here deletes.
 */
export function SelectionBar({ scope }: { readonly scope: TableScope }) {
  const { t } = useTranslation()
  const marked = useView(({ marked }) => marked)
  const { clearMarks } = useView(selectViewActions)
  const isFinished = useScan(({ view }) => view !== undefined)
  const hasFailed = useScan(({ status }) => status === 'failed')
  const answer = useFreed(marked)
  const own = [...marked.values()].filter((mark) => mark.scope === scope).length
  if (own === 0) return undefined
  const title = t('accounting.selection.freed')
  return (
    <section className={classes['bar']} aria-label={t('accounting.selection.label')}>
      <div className={classes['texts']}>
        <span>
          <b>{t('accounting.selection.count', { count: marked.size })}</b>
          {own < marked.size && (
            <span className={classes['elsewhere']}>
              {t('accounting.selection.elsewhere', { count: marked.size - own })}
            </span>
          )}
        </span>
        <GatheredSizes marks={marked} />
        <span role="status" className={classes['sum']}>
          <span className={classes['soft']}>{title}</span>
          <Explain of="freed" title={title} />
          {answer === undefined && (
            <span className={classes['soft']}>
              {isFinished ? (
                t('accounting.selection.counting')
              ) : (
                <Unknown reason={t(hasFailed ? 'banner.scanFailed' : 'accounting.notYet')} />
              )}
            </span>
          )}
          {answer?.ok === true && <Sum freed={answer.value} />}
          {answer?.ok === false && <FailureText failure={answer.failure} />}
        </span>
      </div>
      {answer?.ok === true && <Details freed={answer.value} />}
      <CloseButton
        size="sm"
        aria-label={t('accounting.selection.clear')}
        title={t('accounting.selection.clear')}
        onClick={clearMarks}
      />
    </section>
  )
}

function Sum({ freed }: { readonly freed: FreedReport }) {
  const { t } = useTranslation()
  const { bytes, bases, mayGo, breakCount, isAtLeast, move } = freed
  const least = t(mayGo.length > 0 ? 'unknown.exclusiveLeast' : 'unknown.partialLeast')
  return (
    <>
      <b title={isAtLeast ? least : undefined}>{sumText(bytes, isAtLeast)}</b>
      {bases.length > 0 && (
        <span className={classes['soft']}>
          {t('accounting.selection.bases', { count: bases.length })}
        </span>
      )}
      {breakCount > 0 && (
        <span className={classes['high']}>
          {t('accounting.selection.breaks', { count: breakCount })}
        </span>
      )}
      {move !== undefined && (
        <Pair
          label={t('accounting.selection.move')}
          value={sumText(move.together, move.unknown > 0)}
        />
      )}
    </>
  )
}

function Details({ freed }: { readonly freed: FreedReport }) {
  const { t } = useTranslation()
  return (
    <Popover width={440} position="top-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="default">
          {t('accounting.selection.details')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <FreedDetails freed={freed} />
      </Popover.Dropdown>
    </Popover>
  )
}
