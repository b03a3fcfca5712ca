import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Chain } from '../../../../shared/analysis/chain/chain-model.ts'
import { filesNotHere } from '../../../../shared/analysis/chain/files-not-here.ts'
import { hasCheck } from '../../../../shared/formats/check/has-check.ts'
import type { ImageDetails } from '../../../../shared/formats/details.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { namesExtents } from '../../../../shared/formats/vmdk/extent-name.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { joinSentences } from '../../../../shared/i18n/sentences.ts'
import { TaskEnd } from '../../../components/TaskEnd.tsx'
import { TaskProgress } from '../../../components/TaskProgress.tsx'
import { showName } from '../../../format/path.ts'
import { useImageTasks } from '../../../stores/context.tsx'
import { selectImageTaskActions } from '../../../stores/image-tasks.ts'
import { Section } from '../../detail/Section.tsx'
import { CheckResult } from './CheckResult.tsx'
import classes from './check.module.css'

interface CheckTabProps {
  readonly details: ImageDetails
  readonly chain: Chain
}

/** The check of an image on demand: how far it is, and what it found. */
export function CheckTab({ details, chain }: CheckTabProps) {
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
        <LeftOut details={details} chain={chain} />
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

/** For what qemu-img check would not open the image, where the check needs none of it. */
function LeftOut({ details: { summary }, chain }: CheckTabProps) {
  const { t, i18n } = useTranslation()
  // The extents of a VMDK are checked, and told where they lack.
  const absent = namesExtents(summary) ? [] : filesNotHere(chain)
  const told = [
    ...(summary.encryption === undefined ? [] : [t('inspector.check.withoutKey')]),
    ...absent.map((name) => t('inspector.check.without', { name: showName(name) })),
  ]
  if (told.length === 0) return undefined
  const sentences = [...told, t('inspector.check.ownAlone')]
  return (
    <p className={classes['intro']}>{joinSentences(sentences, offeredLanguage(i18n.language))}</p>
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
