import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { Grid } from '../../../grid/Grid.tsx'
import { useScan, useView } from '../../../stores/context.tsx'
import { rowOf, selectViewActions } from '../../../stores/view.ts'
import type { Selection } from '../../../stores/view-state.ts'
import { type NodeIndex, ownerAt, selectionFor } from '../node-index.ts'
import { createRowFilter, problemRowText } from '../tables/filter.ts'
import { TableFrame } from '../tables/TableFrame.tsx'
import { useHostOf } from '../tables/useHostOf.ts'
import { useKeptScope } from '../tables/useKeptScope.ts'
import { useOpenImage, useRowMenu } from '../tables/useRowActions.tsx'
import { useNodeIndex } from '../useNodeIndex.ts'
import { ProblemCells } from './ProblemCells.tsx'
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
  const index = useNodeIndex()
  const place = useScan(({ place }) => place)
  const { matching, shown } = useShownProblems(problems, filter, index)
  const lines = useMemo(() => problemLines(groupProblems(shown), closed), [shown, closed])
  const renderCells = useCallback(
    (line: ProblemLine) => <ProblemCells line={line} index={index} place={place} />,
    [index, place],
  )
  const openImage = useOpenImage()
  const menu = useRowMenu()
  const kept = useKeptScope('problems')
  const isImage = (path: TreePath) => selectionFor(path, index).kind === 'image'
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
        selectedKey={selection && keyOf(selection, lines)}
        onSelect={(line) => select(selectionOf(line, index))}
        onOpen={(line) => {
          const path = pathOf(line)
          if (path !== undefined && isImage(path)) openImage(path)
        }}
        onExpand={(line, isOpen) => expand('problems', line.group.id, !isOpen)}
        onMenu={(line, at) => {
          const path = pathOf(line)
          if (path !== undefined) menu.open({ path, isImage: isImage(path) }, at)
        }}
        minWidth={430}
        kept={kept}
      />
    </TableFrame>
  )
}

/** What the filter passes, and of it what has the severity that is asked for. */
function useShownProblems(problems: readonly Finding[], filter: string, index: NodeIndex) {
  const title = useProblemTitle()
  const hostOf = useHostOf()
  const severity = useView(({ severity }) => severity)
  const rowFilter = useMemo(() => {
    const ownerOf = (path: TreePath) => ownerAt(path, index)?.name
    return createRowFilter(problemRowText(title, hostOf, ownerOf))
  }, [title, hostOf, index])
  const matching = useMemo(() => rowFilter.apply(problems, filter), [rowFilter, problems, filter])
  const shown = useMemo(
    () => matching.filter((one) => severity === undefined || one.severity === severity),
    [matching, severity],
  )
  return { matching, shown }
}

function pathOf(line: ProblemLine): TreePath | undefined {
  return line.kind === 'problem' ? line.problem.subject.path : undefined
}

/** Of a path several problems may be told: the row that was chosen, or the first of them. */
function keyOf(selection: Selection, lines: readonly ProblemLine[]): string | undefined {
  const { kind, path } = selection
  if (kind === 'problem') return path
  const chosen = rowOf(selection)
  const isOfPath = (line: ProblemLine) => pathOf(line) === path
  const line = lines.find((one) => one.key === chosen && isOfPath(one)) ?? lines.find(isOfPath)
  return line?.key
}

function selectionOf(line: ProblemLine, index: NodeIndex): Selection {
  if (line.kind === 'group') return { kind: 'problem', path: line.group.id }
  return { ...selectionFor(line.problem.subject.path, index), row: line.key }
}
