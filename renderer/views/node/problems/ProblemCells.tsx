import type { ReactNode } from 'react'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { parentPath } from '../../../../shared/files/paths.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { openedPaths, type Place } from '../../../../shared/ipc/places.ts'
import { findingFact } from '../../../../shared/report/text/finding-fact.ts'
import { findingText } from '../../../../shared/report/text/finding-text.ts'
import { CountPill } from '../../../components/CountPill.tsx'
import { Cell, FirstCell, Twisty } from '../../../components/cells.tsx'
import { PathText } from '../../../components/PathText.tsx'
import { PlaceName } from '../../../components/PlaceName.tsx'
import { SeverityIcon } from '../../../components/SeverityIcon.tsx'
import { formatCount } from '../../../format/number.ts'
import { baseName, shortBaseName, showName, withShortPaths } from '../../../format/path.ts'
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
  return <ProblemRow problem={line.problem} index={index} place={place} />
}

type RowProps = Pick<ProblemCellsProps, 'index' | 'place'> & { readonly problem: Finding }

function ProblemRow({ problem, index, place }: RowProps) {
  const { language } = useText()
  const offered = offeredLanguage(language)
  const fact = showName(findingFact(problem, offered))
  const short = withShortPaths(fact, pathsOf(problem))
  const about = aheadOf(short, problem)
  return (
    <>
      <Where path={problem.subject.path} index={index} place={place} />
      <Cell title={showName(findingText(problem, offered))}>
        {about !== undefined && <span className={classes['about']}>{about}</span>}
        {short}
      </Cell>
    </>
  )
}

/** What tells one path from the next comes first: an instance's name, or the file's with its folder beside it. */
function Where({ path, index, place }: Omit<RowProps, 'problem'> & { readonly path: string }) {
  const owner = ownerAt(path, index)
  if (path === '' && place !== undefined) {
    return (
      <FirstCell indent look="mono">
        <PlaceName paths={openedPaths(place)} />
      </FirstCell>
    )
  }
  if (owner !== undefined && (path !== owner.id || isNamed(owner))) {
    return (
      <FirstCell indent look="mono">
        <PathText path={namedPath(path, owner)} whole={path} />
      </FirstCell>
    )
  }
  return (
    <FirstCell indent look="mono" title={showName(path)} beside={besideOf(path, owner)}>
      <PathText path={baseName(path)} whole={path} />
    </FirstCell>
  )
}

/** Whose a folder is where that is known; else where it lies. */
function besideOf(path: string, owner: InstanceRow | undefined): string {
  return showName(owner?.name ?? parentPath(path))
}

function isNamed({ kind, name }: InstanceRow): boolean {
  return name !== undefined && kind === 'instance'
}

/** In an instance's own folder its name stands for the folder; what is left of one is told by the folder's. */
function namedPath(path: string, owner: InstanceRow): string {
  const { id, name = '' } = owner
  return (isNamed(owner) ? name.replaceAll('/', '∕') : baseName(id)) + path.slice(id.length)
}

/** What it is about, which stands beside its sentence, and what the image names, which is told by its last name. */
function pathsOf({ subject, evidence: { name } }: Finding): readonly string[] {
  return typeof name === 'string' ? [subject.path, name] : [subject.path]
}

/** Farther in, a cell has no room for it. */
const NEAR = 60

/** The recorded name where the sentence does not begin with it. */
function aheadOf(short: string, problem: Finding): string | undefined {
  const name = recordedName(problem)
  if (name === undefined) return undefined
  const at = short.indexOf(shortBaseName(name))
  return at >= 0 && at < NEAR ? undefined : shortBaseName(name)
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
