import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { planCatalogue } from '../../../shared/i18n/plan.ts'
import { byNovaText } from '../../../shared/report/cleanup/by-nova.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { FailureText } from '../../components/FailureText.tsx'
import { showName } from '../../format/path.ts'
import { useScan, useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import { DetailHead } from '../detail/DetailHead.tsx'
import detail from '../detail/detail.module.css'
import { EvidenceFacts } from '../detail/problems/EvidenceFacts.tsx'
import { Section } from '../detail/Section.tsx'
import { selectionFor } from '../node/node-index.ts'
import { HostTag } from '../node/tables/HostTag.tsx'
import { useNodeIndex } from '../node/useNodeIndex.ts'
import type { PlannedStep } from './plan-table.ts'
import { StepCommands } from './StepCommands.tsx'
import { StepFacts } from './StepFacts.tsx'
import { usePlanStep } from './usePlanStep.ts'
import { usePlanSteps } from './usePlanSteps.ts'

/** One step: what, why, the evidence, how much, what to verify first, and then how. */
export function StepDetail({ id }: { readonly id: string }) {
  const step = usePlanSteps().find((one) => one.id === id)
  return step === undefined ? undefined : <Found step={step} />
}

function Found({ step: { id, row, finding } }: { readonly step: PlannedStep }) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const placeId = useScan(({ place }) => place?.id)
  const answer = usePlanStep(row.at)
  const { select } = useView(selectViewActions)
  const { code, subject } = finding
  const { path } = subject
  return (
    <>
      <DetailHead
        title={t(`findings.code.${code}.title`)}
        path={path}
        tags={<HostTag path={path} />}
        target={placeId === undefined ? undefined : { placeId, path }}
        onClose={() => select(undefined)}
      />
      <div className={detail['body']}>
        <Section title={t('plan.step.what')}>
          <ByNova finding={finding} />
          <p className={`selectable ${detail['paragraph']}`}>
            {showName(findingText(finding, language))}
          </p>
          <Actions id={id} path={path} />
        </Section>
        <Section title={t('plan.step.why')}>
          <p className={detail['paragraph']}>{t(`findings.code.${code}.text`)}</p>
          <p className={detail['faint']}>{planCatalogue(language).stages[row.stage].text}</p>
        </Section>
        {answer?.ok === false && (
          <p role="alert">
            <FailureText failure={answer.failure} />
          </p>
        )}
        {answer?.ok === true && <StepFacts step={answer.value} />}
        <Section title={t('plan.step.evidence')}>
          <EvidenceFacts problem={finding} />
        </Section>
        {answer?.ok === true && <StepCommands step={answer.value} code={code} />}
      </div>
    </>
  )
}

/** Before all else, that nobody has to do it. */
function ByNova({ finding }: Pick<PlannedStep, 'finding'>) {
  const { i18n } = useTranslation()
  const view = useScan(({ view }) => view)
  const text = view && byNovaText(view, finding, offeredLanguage(i18n.language))
  if (text === undefined) return undefined
  return (
    <p className={detail['paragraph']}>
      <b>{text}</b>
    </p>
  )
}

/** To what the step is about, and into the choice. */
function Actions({ id, path }: { readonly id: string; readonly path: string }) {
  const { t } = useTranslation()
  const index = useNodeIndex()
  const isTicked = useView(({ ticked }) => ticked.has(id))
  const { select, tick } = useView(selectViewActions)
  return (
    <div className={detail['buttons']}>
      <Button variant={isTicked ? 'light' : 'default'} onClick={() => tick([id], !isTicked)}>
        {t(isTicked ? 'plan.untick' : 'plan.tick')}
      </Button>
      <Button variant="default" onClick={() => select(selectionFor(path, index))}>
        {t('plan.step.show')}
      </Button>
    </div>
  )
}
