import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { hasCheck } from '../../../../shared/formats/check/has-check.ts'
import type { ImageDetails } from '../../../../shared/formats/details.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { TaskEnd } from '../../../components/TaskEnd.tsx'
import { TaskProgress } from '../../../components/TaskProgress.tsx'
import { useImageTasks } from '../../../stores/context.tsx'
import { selectImageTaskActions } from '../../../stores/image-tasks.ts'
import { Section } from '../../detail/Section.tsx'
import { CheckResult } from './CheckResult.tsx'
import classes from './check.module.css'

/** The check of an image on demand: how far it is, and what it found. */
export function CheckTab({ details }: { readonly details: ImageDetails }) {
  const { t } = useTranslation()
  const state = useImageTasks(({ works }) => works.check)
  const { start, cancel } = useImageTasks(selectImageTaskActions)
  const check = () => void start('check')
  const { format } = details.summary
  if (!hasCheck(details)) return <NoCheck format={formatName(format)} />
  return (
    <>
      <Section title={t('inspector.check.title')}>
        <p className={classes['intro']}>
          {t(format === 'qcow2' ? 'inspector.check.intro' : 'inspector.check.introTables')}
        </p>
        {state.kind === 'running' || state.kind === 'cancelling' ? (
          <TaskProgress
            label={t('inspector.check.running')}
            state={state}
            of="ofTables"
            onCancel={() => cancel('check')}
          />
        ) : (
          state.kind !== 'failed' && (
            <Button variant={state.kind === 'done' ? 'default' : 'filled'} onClick={check}>
              {t(state.kind === 'done' ? 'inspector.check.again' : 'inspector.check.start')}
            </Button>
          )
        )}
        <TaskEnd work="check" state={state} onAgain={check} />
      </Section>
      {state.kind === 'done' && state.result.kind === 'check' && (
        <CheckResult report={state.result.report} />
      )}
    </>
  )
}

function NoCheck({ format }: { readonly format: string }) {
  const { t } = useTranslation()
  return (
    <Section title={t('inspector.check.title')}>
      <p className={classes['intro']}>{t('inspector.check.notForFormat', { format })}</p>
    </Section>
  )
}
