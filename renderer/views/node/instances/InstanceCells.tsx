import { Fragment, type ReactNode } from 'react'
import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import { hostPathOf } from '../../../../shared/analysis/hosts/host-label.ts'
import { isFreedWithBase, virtualOf } from '../../../../shared/analysis/rows/instance-sums.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { isFolderAtLeast, knownSizes } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { Cell, WideCell } from '../../../components/cells.tsx'
import { ProblemsCell } from '../../../components/ProblemsCell.tsx'
import { SizeCell } from '../../../components/SizeCell.tsx'
import { TimeCell } from '../../../components/TimeCell.tsx'
import { UsageCell } from '../../../components/UsageCell.tsx'
import { flavorOf, projectOf } from '../../../format/identity.ts'
import { showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { leastExclusive, leastOfDisks, leastOfFolder } from '../at-least.ts'
import { hostCell } from '../tables/host-column.tsx'
import { baseCell, disksCell } from './disk-cells.tsx'
import { InstanceFileCells } from './InstanceFileCells.tsx'
import { InstanceNameCell } from './InstanceNameCell.tsx'
import type { InstanceColumn } from './instance-columns.ts'
import type { InstanceLine } from './instance-lines.ts'
import { isShut, unknownSizes, unknownVirtual } from './instance-sums.ts'

/** The columns that are shown. */
export type ShownColumns = readonly { readonly id: InstanceColumn; readonly align?: 'end' }[]

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

export interface RowContext extends RowCellsProps {
  readonly t: ReturnType<typeof useText>['t']
  readonly language: string
}

function RowCells(props: RowCellsProps) {
  const { t, language } = useText()
  const context = { ...props, t, language }
  return props.columns.map(({ id }) => <Fragment key={id}>{cells[id](context)}</Fragment>)
}

// Called in place: a component for each cell would be dear by the thousand.
const cells: Readonly<Record<InstanceColumn, (context: RowContext) => ReactNode>> = {
  name: (context) => <InstanceNameCell {...context} />,
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
    const isDerived = row.disks.some(({ allocatedFrom }) => allocatedFrom === 'tables')
    const derived = isDerived ? t('identity.storage.untrustedHint') : undefined
    const atLeast = leastOfFolder(row, t)
    return <SizeCell bytes={row.allocated} unknown="" derived={derived} atLeast={atLeast} />
  },
  exclusive: ({ row, t }) => {
    const sizes = knownSizes(row)
    return (
      <SizeCell
        bytes={sizes?.exclusive}
        unknown={t(unknownSizes(row))}
        atLeast={leastExclusive(row, t)}
        note={isFreedWithBase(row) ? t('accounting.withBase') : undefined}
      />
    )
  },
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
  return (
    <UsageCell
      virtual={bytes}
      allocated={row.allocated}
      scale={scale}
      isAtLeast={isAtLeast}
      isAllocatedAtLeast={isFolderAtLeast(row)}
    />
  )
}
