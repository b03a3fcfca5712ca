import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SeverityIcon } from '../../../components/SeverityIcon.tsx'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { groupProblems } from '../../node/problems/problem-table.ts'
import { DetailHead } from '../DetailHead.tsx'
import classes from '../detail.module.css'
import { FindingAdvice } from './FindingAdvice.tsx'
import { useGroupCommands } from './useGroupCommands.ts'

/** What a group of problems means, in full. */
export function ProblemGroupDetail({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const problems = useScan(({ view }) => view?.findings)
  const group = useMemo(
    () => groupProblems(problems ?? []).find((group) => group.id === id),
    [problems, id],
  )
  const commands = useGroupCommands(group)
  const { select, filter } = useView(selectViewActions)
  if (group === undefined) return undefined
  const { code, severity } = group
  return (
    <>
      <DetailHead title={t(`findings.code.${code}.title`)} onClose={() => select(undefined)} />
      <div className={classes['body']}>
        <section className={classes['section']}>
          <div className={classes['note']} data-severity={severity}>
            <h3>
              <SeverityIcon severity={severity} size={15} />
              {t(`problems.severity.${severity}`)}
            </h3>
            <p>{t(`findings.code.${code}.text`)}</p>
            {t('problems.count', { count: group.findings.length })} ·{' '}
            <code className="mono selectable">{code}</code>
          </div>
          <div className={classes['buttons']}>
            <Button variant="default" onClick={() => filter('problems', code)}>
              {t('problems.onlyThese')}
            </Button>
          </div>
        </section>
        <section className={classes['section']}>
          <h3>{t('problems.todo')}</h3>
          <FindingAdvice code={code} commands={commands} />
        </section>
      </div>
    </>
  )
}
