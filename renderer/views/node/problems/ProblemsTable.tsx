import { type ReactNode, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
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
import { showName } from '../../../format/path.ts'
import { Grid } from '../../../grid/Grid.tsx'
import { useText } from '../../../i18n/text.tsx'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { instanceOf, type NodeIndex, selectionFor } from '../node-index.ts'
import { createRowFilter, problemRowText } from '../tables/filter.ts'
import { TableFrame } from '../tables/TableFrame.tsx'
import { useHostOf } from '../tables/useHostOf.ts'
import { useKeptScope } from '../tables/useKeptScope.ts'
import { useOpenImage, useRowMenu } from '../tables/useRowActions.tsx'
import { useNodeIndex } from '../useNodeIndex.ts'
import classes from './ProblemsTable.module.css'
import { groupProblems, type ProblemLine, problemColumns, problemLines } from './problem-table.ts'
import { SeverityFilter } from './SeverityFilter.tsx'
import { useProblemTitle } from './useProblemTitle.ts'

const noProblems: readonly Finding[] = []
const nothing = () => {}

export function ProblemsTable() {
  const { t } = useTranslation()
  const problems = useScan(({ view }) => view?.findings ?? noProblems)
  const { filter, expanded: closed } = useView(({ scopes }) => scopes.problems)
  const selection = useView(({ selection }) => selection)
  const { select, expand } = useView(selectViewActions)
  const title = useProblemTitle()
  const index = useNodeIndex()
  const place = useScan(({ place }) => place)
  const hostOf = useHostOf()
  const rowFilter = useMemo(() => createRowFilter(problemRowText(title, hostOf)), [title, hostOf])
  const severity = useView(({ severity }) => severity)
  const matching = useMemo(() => rowFilter.apply(problems, filter), [rowFilter, problems, filter])
  const shown = useMemo(
    () => matching.filter((one) => severity === undefined || one.severity === severity),
    [matching, severity],
  )
  const lines = useMemo(() => problemLines(groupProblems(shown), closed), [shown, closed])
  const renderCells = useCallback(
    (line: ProblemLine) => <ProblemCells line={line} index={index} place={place} />,
    [index, place],
  )
  const openImage = useOpenImage()
  const menu = useRowMenu()
  const kept = useKeptScope('problems')
  const pathOf = (line: ProblemLine) =>
    line.kind === 'problem' ? line.problem.subject.path : undefined
  return (
    <TableFrame
      scope="problems"
      shown={shown.length}
      total={problems.length}
      tools={<SeverityFilter findings={matching} />}
      menu={menu.element}
    >
      <Grid
        label={t('problems.label')}
        columns={problemColumns}
        sorting={[]}
        onSort={nothing}
        lines={lines}
        renderCells={renderCells}
        selectedKey={
          selection?.kind === 'problem'
            ? selection.path
            : selection && lines.find((line) => pathOf(line) === selection.path)?.key
        }
        onSelect={(line) =>
          select(
            line.kind === 'group'
              ? { kind: 'problem', path: line.group.id }
              : selectionFor(line.problem.subject.path, index),
          )
        }
        onOpen={(line) => {
          const path = pathOf(line)
          if (path !== undefined && selectionFor(path, index).kind === 'image') openImage(path)
        }}
        onExpand={(line, isOpen) => expand('problems', line.group.id, !isOpen)}
        onMenu={(line, at) => {
          const path = pathOf(line)
          const isImage = path !== undefined && selectionFor(path, index).kind === 'image'
          if (path !== undefined) menu.open({ path, isImage }, at)
        }}
        minWidth={430}
        kept={kept}
      />
    </TableFrame>
  )
}

interface ProblemCellsProps {
  readonly line: ProblemLine
  readonly index: NodeIndex
  /** What was opened: some problems are those of the whole of it. */
  readonly place: Place | undefined
}

function ProblemCells({ line, index, place }: ProblemCellsProps) {
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
  const instance = instanceOf(path, index) ?? index.instances.get(path)
  const sentence = showName(findingText(line.problem, offeredLanguage(language)))
  return (
    <>
      <FirstCell indent look="mono">
        {path === '' && place !== undefined ? (
          <PlaceName paths={openedPaths(place)} />
        ) : (
          <PathText path={path} />
        )}
      </FirstCell>
      <Cell look="soft" title={sentence}>
        {instance?.name !== undefined && (
          <span className={classes['owner']}>{showName(instance.name)}</span>
        )}
        {sentence}
      </Cell>
    </>
  )
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
