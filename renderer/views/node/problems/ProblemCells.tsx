import type { ReactNode } from 'react'
import type { Finding } from '../../../../shared/findings/types.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { openedPaths, type Place } from '../../../../shared/ipc/places.ts'
import { findingText } from '../../../../shared/report/text/finding-text.ts'
import { CountPill } from '../../../components/CountPill.tsx'
import { Cell, FirstCell, Twisty } from '../../../components/cells.tsx'
import { PathText } from '../../../components/PathText.tsx'
import { PlaceName } from '../../../components/PlaceName.tsx'
import { SeverityIcon } from '../../../components/SeverityIcon.tsx'
import { formatCount } from '../../../format/number.ts'
import { baseName, shortBaseName, showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { type NodeIndex, ownerAt } from '../node-index.ts'
import classes from './ProblemsTable.module.css'
import type { ProblemLine } from './problem-table.ts'

interface ProblemCellsProps {
  readonly line: ProblemLine
  readonly index: NodeIndex
  /** What was opened: some problems are those of the whole of it. */
  readonly place: Place | undefined
}

export function ProblemCells({ line, index, place }: ProblemCellsProps) {
  const { t, language } = useText()
  const { code, severity, findings } = line.group
  if (line.kind === 'group') {
    return (
      <GroupCell
        expanded={line.expanded === true}
        title={
          <span className={classes['title']} data-severity={severity}>
            <SeverityIcon severity={severity} size={14} />
            <span className="hidden-visually">{t(`problems.severity.${severity}`)}</span>
            {t(`findings.code.${code}.title`)}
          </span>
        }
        count={formatCount(findings.length, language)}
        text={t(`findings.code.${code}.text`)}
      />
    )
  }
  const { path } = line.problem.subject
  const about = recordedName(line.problem)
  const sentence = showName(findingText(line.problem, offeredLanguage(language)))
  return (
    <>
      <FirstCell indent look="mono">
        {path === '' && place !== undefined ? (
          <PlaceName paths={openedPaths(place)} />
        ) : (
          <PathText path={namedPath(path, index)} whole={path} />
        )}
      </FirstCell>
      <Cell look="soft" title={sentence}>
        {about !== undefined && <span className={classes['about']}>{shortBaseName(about)}</span>}
        {sentence}
      </Cell>
    </>
  )
}

/** In an instance's own folder its name stands for the folder; what is left of one is told by the folder's. */
function namedPath(path: string, index: NodeIndex): string {
  const instance = ownerAt(path, index)
  if (instance?.name === undefined || instance.kind !== 'instance') return path
  return instance.name.replaceAll('/', '∕') + path.slice(instance.id.length)
}

/** The name that an image has of another: of problems whose sentences begin alike it is what differs. */
function recordedName({ subject, evidence: { name } }: Finding): string | undefined {
  if (typeof name !== 'string' || name === '') return undefined
  const last = baseName(name)
  return last === baseName(subject.path) ? undefined : last
}

interface GroupCellProps {
  readonly expanded: boolean
  readonly title: ReactNode
  readonly count: string
  readonly text: string
}

/** Over both columns: a title takes what it needs, and what it means begins behind it. */
function GroupCell({ expanded, title, count, text }: GroupCellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element
    // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells
    <div role="gridcell" aria-colspan={2} className={classes['group']}>
      <span className={classes['head']}>
        <Twisty expanded={expanded} />
        {title}
        <CountPill>{count}</CountPill>
      </span>
      <span className={classes['meaning']} title={text}>
        {text}
      </span>
    </div>
  )
}
