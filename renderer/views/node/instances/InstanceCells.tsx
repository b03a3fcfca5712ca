import { type ComponentProps, Fragment, type ReactNode } from 'react'
import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import { hostPathOf } from '../../../../shared/analysis/hosts/host-label.ts'
import { isFreedWithBase, virtualOf } from '../../../../shared/analysis/rows/instance-sums.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { knownSizes } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { Cell, FirstCell, WideCell } from '../../../components/cells.tsx'
import { KeptEnd } from '../../../components/KeptEnd.tsx'
import { ProblemsCell } from '../../../components/ProblemsCell.tsx'
import { SizeCell } from '../../../components/SizeCell.tsx'
import { TimeCell } from '../../../components/TimeCell.tsx'
import { UsageCell } from '../../../components/UsageCell.tsx'
import { nameEnd, showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { useScan } from '../../../stores/context.tsx'
import { mayBeMore } from '../../../stores/scan-lacks.ts'
import { leastOfDisks, leastOfFolder } from '../at-least.ts'
import { hostCell } from '../tables/host-column.tsx'
import { oddityOf } from '../tables/oddity.tsx'
import { baseCell, disksCell } from './disk-cells.tsx'
import { InstanceFileCells } from './InstanceFileCells.tsx'
import { isShut, unknownSizes, unknownVirtual } from './instance-sums.ts'
import { flavorOf, type InstanceColumn, type InstanceLine, projectOf } from './instance-table.ts'

/** The columns that are shown. */
export type ShownColumns = readonly { readonly id: InstanceColumn }[]

export function InstanceCells({
  line,
  scale,
  columns,
  hostOf,
}: {
  readonly line: InstanceLine
  readonly scale: number
  readonly columns: ShownColumns
  readonly hostOf: HostOf
}) {
  const { t } = useText()
  switch (line.kind) {
    case 'instance':
      return (
        <RowCells
          row={line.row}
          expanded={line.expanded === true}
          scale={scale}
          columns={columns}
          hostOf={hostOf}
        />
      )
    case 'file':
      return <InstanceFileCells line={line} scale={scale} columns={columns} />
    case 'loading':
      return <WideCell>{t('instances.loading')}</WideCell>
    case 'failed':
      return <WideCell isAction>{t('detail.retry')}</WideCell>
    case 'nothing':
      return <WideCell>{t(isShut(line.row) ? 'instances.shut' : 'instances.empty')}</WideCell>
  }
}

interface RowCellsProps {
  readonly row: InstanceRow
  readonly expanded: boolean
  readonly scale: number
  readonly columns: ShownColumns
  readonly hostOf: HostOf
}

interface RowContext extends RowCellsProps {
  readonly t: ReturnType<typeof useText>['t']
}

function RowCells(props: RowCellsProps) {
  const { t } = useText()
  const context = { ...props, t }
  return props.columns.map(({ id }) => <Fragment key={id}>{cells[id](context)}</Fragment>)
}

// Called in place: a component for each cell would be dear by the thousand.
const cells: Readonly<Record<InstanceColumn, (context: RowContext) => ReactNode>> = {
  name: (context) => <NameCell {...context} />,
  uuid: ({ row }) => (
    <Cell look="mono" title={row.uuid}>
      {showName(row.uuid)}
    </Cell>
  ),
  host: ({ row, hostOf, t }) => hostCell(hostOf(hostPathOf(row)), t),
  flavor: ({ row, t }) => textCell(flavorOf(row), t('facts.unknown')),
  project: ({ row, t }) => textCell(projectOf(row), t('facts.unknown')),
  disks: disksCell,
  virtual: virtualCell,
  allocated: ({ row, t }) => {
    const isDerived = row.disks.some(({ allocatedFrom }) => allocatedFrom !== undefined)
    const derived = isDerived ? t('identity.storage.untrustedHint') : undefined
    const atLeast = leastOfFolder(row, t)
    return <SizeCell bytes={row.allocated} unknown="" derived={derived} atLeast={atLeast} />
  },
  exclusive: ({ row, t }) => (
    <SizeCell
      bytes={knownSizes(row)?.exclusive}
      unknown={t(unknownSizes(row))}
      note={isFreedWithBase(row) ? t('accounting.withBase') : undefined}
    />
  ),
  amortised: ({ row, t }) => (
    <SizeCell bytes={knownSizes(row)?.amortised} unknown={t(unknownSizes(row))} />
  ),
  usage: usageCell,
  base: baseCell,
  changed: ({ row }) => <TimeCell ms={row.changedMs} />,
  problems: ({ row }) => <ProblemsCell problems={row.findings} />,
}

function textCell(text: string | undefined, unknown: string): ReactNode {
  if (text !== undefined) return <Cell title={showName(text)}>{showName(text)}</Cell>
  return (
    <Cell look="faint" title={unknown}>
      –
    </Cell>
  )
}

function virtualCell({ row, t }: RowContext): ReactNode {
  const sum = virtualOf(row)
  const atLeast = leastOfDisks(row, sum, t)
  return <SizeCell bytes={sum.bytes} unknown={t(unknownVirtual(row))} atLeast={atLeast} />
}

function usageCell({ row, scale }: RowContext): ReactNode {
  const { bytes, isAtLeast } = virtualOf(row)
  return <UsageCell virtual={bytes} allocated={row.allocated} scale={scale} isAtLeast={isAtLeast} />
}

/** A row without a name is told by its UUID, here where that has no column. */
function NameCell({ row, expanded, columns, t }: RowContext) {
  const tag = oddityOf(row, t)
  if (row.name !== undefined) {
    return (
      <FirstCell expanded={expanded} title={showName(row.name)} tags={tag}>
        <KeptEnd text={showName(row.name)} end={nameEnd(showName(row.name))} />
      </FirstCell>
    )
  }
  if (columns.some(({ id }) => id === 'uuid')) return <Unnamed expanded={expanded} tags={tag} />
  return (
    <FirstCell expanded={expanded} look="mono" title={row.uuid} tags={tag}>
      {showName(row.uuid)}
    </FirstCell>
  )
}

function Unnamed(props: Pick<ComponentProps<typeof FirstCell>, 'expanded' | 'tags'>) {
  const { t } = useText()
  const why = useScan(mayBeMore) ? 'notReached' : 'unnamed'
  return (
    <FirstCell {...props} look="faint" title={t(`instances.${why}Hint`)}>
      {t(`instances.${why}`)}
    </FirstCell>
  )
}
