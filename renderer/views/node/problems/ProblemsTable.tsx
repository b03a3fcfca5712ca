import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../../shared/findings/types.ts'
import { Grid } from '../../../grid/Grid.tsx'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { selectionFor } from '../node-index.ts'
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
