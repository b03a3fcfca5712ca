import { Fragment, type ReactNode } from 'react'
import { parentPath } from '../../../../shared/files/paths.ts'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { AllocatedCell } from '../../../components/AllocatedCell.tsx'
import { Cell, FirstCell } from '../../../components/cells.tsx'
import { SizeCell } from '../../../components/SizeCell.tsx'
import { TimeCell } from '../../../components/TimeCell.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import type { OtherColumn } from './other-table.ts'
import { whatOf } from './what-other.ts'

interface OtherCellsProps {
  readonly row: ScannedEntry
  /** The absolute path of what was opened, for the entry that it is itself. */
  readonly root: string
  readonly columns: readonly { readonly id: OtherColumn }[]
}

interface OtherContext extends OtherCellsProps {
  readonly t: ReturnType<typeof useText>['t']
}

export function OtherCells(props: OtherCellsProps) {
  const { t } = useText()
  const context = { ...props, t }
  return props.columns.map(({ id }) => <Fragment key={id}>{cells[id](context)}</Fragment>)
}

const cells: Readonly<Record<OtherColumn, (context: OtherContext) => ReactNode>> = {
  path: ({ row, root }) => {
    const path = row.path === '' ? root : row.path
    return (
      <FirstCell look="mono" title={showName(path)} beside={showName(parentPath(row.path))}>
        {showName(baseName(path))}
      </FirstCell>
    )
  },
  what: ({ row, t }) => {
    const { label, whole } = whatOf(row, t)
    return (
      <Cell look="soft" title={whole}>
        {label}
      </Cell>
    )
  },
  length: ({ row, t }) => (
    <SizeCell bytes={row.unseen ? undefined : row.length} unknown={unreadable(row, t)} />
  ),
  allocated: ({ row, t }) =>
    row.unseen ? (
      <SizeCell bytes={undefined} unknown={unreadable(row, t)} />
    ) : (
      <AllocatedCell of={row} />
    ),
  changed: ({ row }) => (row.unseen ? <Cell /> : <TimeCell ms={row.mtimeMs} />),
}

function unreadable({ fault }: ScannedEntry, t: OtherContext['t']): string {
  return fault === undefined ? '' : t(`treeFault.${fault.code}`)
}
