import { Shield, ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/findings/types.ts'
import type { Verdict } from '../../../../shared/formats/verdict/types.ts'
import { Section } from '../Section.tsx'
import { Candidates } from './Candidates.tsx'
import { DiskAsImage } from './DiskAsImage.tsx'
import { isUnrecognised } from './is-unrecognised.ts'
import { OpenStackVerdict } from './OpenStackVerdict.tsx'
import classes from './Verdict.module.css'
import { Findings, hasFound, Passed, PassedList, passedOf } from './VerdictFindings.tsx'

const icons = { safe: ShieldCheck, warning: ShieldAlert, unsafe: ShieldX } as const

interface VerdictProps {
  readonly verdict: Verdict
  /** Shown with it: what they say is not told again. */
  readonly problems: readonly Finding[]
}

/** Whether an image is safe to open, why not, what else it could be, and what OpenStack does with it. */
export function VerdictSection({ verdict, problems }: VerdictProps) {
  const { t } = useTranslation()
  const { role, state, checks, detection } = verdict
  // What is not known to be an image is no safe one.
  const isDoubted = state === 'safe' && isUnrecognised(verdict)
  const isSafe = state === 'safe' && !isDoubted && !hasFound(checks)
  return (
    <Section title={t('verdict.title')}>
      {isSafe ? (
        <Safe verdict={verdict} />
      ) : (
        <>
          <State verdict={verdict} isDoubted={isDoubted} />
          <Findings checks={checks} problems={problems} />
          <Passed checks={checks} />
        </>
      )}
      {role === 'disk' ? <DiskAsImage verdict={verdict} /> : <OpenStackVerdict verdict={verdict} />}
      {!isSafe && <Candidates candidates={detection.candidates} />}
    </Section>
  )
}

/** One line where nothing is wrong: what was looked at is there for who asks. */
function Safe({ verdict }: Pick<VerdictProps, 'verdict'>) {
  const { t } = useTranslation()
  const { role, state, checks, detection } = verdict
  const passed = passedOf(checks)
  const Icon = icons[state]
  return (
    <details className={classes['safe']}>
      <summary>
        <Icon size={18} aria-hidden />
        <strong>{t(`verdict.state.${state}`)}</strong> ·{' '}
        {t('verdict.passed', { count: passed.length })}
      </summary>
      <p>{t(`verdict.stateText.${state}`)}</p>
      <p>{t(`verdict.role.${role}`)}</p>
      <PassedList checks={passed} />
      <Candidates candidates={detection.candidates} />
    </details>
  )
}

/** A disk that its instance has as raw: Nova and QEMU have it already, and as that it is safe with them. */
function isRunAsRaw({ role, state, checks }: Verdict): boolean {
  const isForged = checks.some(({ code, state }) => code === 'forged-header' && state === 'fail')
  return role === 'disk' && state === 'unsafe' && isForged
}

function State({ verdict, isDoubted }: Pick<VerdictProps, 'verdict'> & { isDoubted: boolean }) {
  const { t } = useTranslation()
  const { role, state } = verdict
  const Icon = isDoubted ? Shield : icons[state]
  return (
    <div className={classes['state']} data-state={isDoubted ? 'doubted' : state}>
      <Icon size={18} aria-hidden />
      <strong>{isDoubted ? t('facts.notJudged') : t(`verdict.state.${state}`)}</strong>
      <span>{t(`verdict.stateText.${isRunAsRaw(verdict) ? 'unsafeUnlessRaw' : state}`)}</span>
      <span>{t(`verdict.role.${role}`)}</span>
    </div>
  )
}
