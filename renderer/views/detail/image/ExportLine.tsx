import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/findings/types.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { NoProgram } from '../../../components/NoProgram.tsx'
import { useRunnable } from '../../../components/useRunnable.ts'
import { showName } from '../../../format/path.ts'
import { useSettings } from '../../../stores/context.tsx'
import classes from '../detail.module.css'
import advice from '../problems/FindingAdvice.module.css'
import { Command } from '../problems/FindingAdvice.tsx'
import { Section } from '../Section.tsx'

const ANCHOR = 'export-the-disk'

/** Leads to it from the top of the details, which are longer than the window. */
export function showExport(): void {
  const section = document.getElementById(ANCHOR)
  section?.scrollIntoView({ block: 'center' })
  section?.focus({ preventScroll: true })
}

interface ExportLineProps {
  readonly report: ImageReport
  /** What the node knows to be wrong with it. */
  readonly findings?: readonly Finding[]
  /** The disk that the guest writes, where this is a layer below it. */
  readonly newest?: string | undefined
}

/** How the guest's disk becomes a raw file: a command to copy, or why there is none. */
export function ExportLine(props: ExportLineProps) {
  const { findings = [] } = props
  const { exported } = props.report
  const { t } = useTranslation()
  const runnable = useRunnable()
  const hasProgram = useSettings(({ commandLine }) => commandLine !== undefined)
  const found = findings.find(({ code }) => code === 'overlays-above')?.evidence ?? {}
  const newest = found['case'] === 'older' ? undefined : (found['newest'] ?? props.newest)
  if (exported === undefined) return undefined
  return (
    <Section title={t('exportLine.title')} anchor={ANCHOR}>
      {typeof newest === 'string' && (
        <p className={classes['warning']}>{t('exportLine.older', { newest: showName(newest) })}</p>
      )}
      {exported.kind === 'command' ? (
        <>
          <ul className={advice['commands']} aria-label={t('exportLine.label')}>
            <li>
              <Command command={exported.line} />
            </li>
          </ul>
          {isCut(props.report) && <p className={classes['warning']}>{t('exportLine.cut')}</p>}
          <p className={classes['faint']}>
            {t(hasProgram ? 'exportLine.note' : 'exportLine.noProgram')}
          </p>
          <NoProgram commands={[exported.line]} className={classes['faint']} />
        </>
      ) : (
        <p className={classes['faint']}>
          {t(`exportLine.none.${exported.why}`, { program: runnable('cowscope export') })}
        </p>
      )}
    </Section>
  )
}

/** Whether it names what its file ends before. */
function isCut({ verdict }: ImageReport): boolean {
  return verdict.checks.some(({ code, state }) => code === 'truncated' && state === 'warning')
}
