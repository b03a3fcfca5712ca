import { useTranslation } from 'react-i18next'
import { headingOf } from '../../../shared/analysis/cleanup/targets.ts'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import type { PlanStep, SomePaths } from '../../../shared/ipc/plan.ts'
import { freesText, hostsText, thenText } from '../../../shared/report/cleanup/cleanup-step-text.ts'
import { Fact, Facts } from '../../components/Facts.tsx'
import { showName } from '../../format/path.ts'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import detail from '../detail/detail.module.css'
import { Section } from '../detail/Section.tsx'
import { selectionFor } from '../node/node-index.ts'
import { useNodeIndex } from '../node/useNodeIndex.ts'
import { usePlanSteps } from './usePlanSteps.ts'

/** Paths of a list in the pane; the rest is counted. */
const SHOWN = 20

/** What goes, what that frees, and what keeps it. */
export function StepFacts({ step }: { readonly step: PlanStep }) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const elsewhere = hostsText(step, language)
  const isMove = step.aside !== undefined
  return (
    <>
      <Section title={t(isMove ? 'plan.step.movesTitle' : 'plan.step.goes')}>
        <Facts>
          <Fact name={t('plan.step.frees')}>{freesText(step, language)}</Fact>
          <Fact name={t(isMove ? 'plan.step.moves' : 'plan.step.removes')} look="mono">
            <Paths some={step.targets} />
          </Fact>
          {step.aside !== undefined && (
            <Fact name={t('plan.step.aside')} look="mono">
              {showName(step.aside)}
            </Fact>
          )}
          {step.names.count > 0 && (
            <Fact name={t('plan.step.along')} look="mono">
              <Paths some={step.names} />
            </Fact>
          )}
        </Facts>
        {step.followUps.slice(0, SHOWN).map((one) => (
          <p key={one.path} className={detail['paragraph']}>
            {showName(thenText(one, language))}
          </p>
        ))}
      </Section>
      {step.after.length > 0 && <Earlier step={step} />}
      {step.after.length === 0 && step.users.count > 0 && (
        <Section title={t('plan.step.users')}>
          <Users some={step.users} />
        </Section>
      )}
      {elsewhere !== undefined && (
        <Section title={t('plan.step.noCommand')}>
          <p className={detail['warning']}>{showName(elsewhere)}</p>
        </Section>
      )}
    </>
  )
}

function Paths({ some: { paths, count } }: { readonly some: SomePaths }) {
  const shown = paths.slice(0, SHOWN)
  return (
    <>
      {shown.map((path) => (
        <div key={path}>{showName(path)}</div>
      ))}
      <More count={count - shown.length} />
    </>
  )
}

function More({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  return count > 0 ? <div className={detail['faint']}>{t('plan.step.more', { count })}</div> : null
}

/** What stands on it, each to be looked at. */
function Users({ some: { paths, count } }: { readonly some: SomePaths }) {
  const index = useNodeIndex()
  const { select } = useView(selectViewActions)
  const shown = paths.slice(0, SHOWN)
  return (
    <ul className={detail['rows']}>
      {shown.map((path) => (
        <li key={path}>
          <PathButton onClick={() => select(selectionFor(path, index))}>{path}</PathButton>
        </li>
      ))}
      <More count={count - shown.length} />
    </ul>
  )
}

function Earlier({ step }: { readonly step: PlanStep }) {
  const { t, i18n } = useTranslation()
  const steps = usePlanSteps()
  const { select } = useView(selectViewActions)
  const shown = step.after.slice(0, SHOWN)
  return (
    <Section title={t('plan.step.after')}>
      <ul className={detail['rows']}>
        {shown.map(({ at, path, targets }) => {
          const id = steps.find(({ row }) => row.at === at)?.id
          return (
            <li key={at}>
              <PathButton onClick={() => id !== undefined && select({ kind: 'step', path: id })}>
                {headingOf(path, targets, offeredLanguage(i18n.language))}
              </PathButton>
            </li>
          )
        })}
        <More count={step.afterCount - shown.length} />
      </ul>
    </Section>
  )
}

function PathButton(props: { readonly onClick: () => void; readonly children: string }) {
  return (
    <button type="button" className={detail['row']} onClick={props.onClick}>
      <span className={`mono ${detail['rowName']}`} title={showName(props.children)}>
        {showName(props.children)}
      </span>
    </button>
  )
}
