import type { ReactNode } from 'react'
import {
  type HostLabel,
  type HostOf,
  hostPathOf,
} from '../../../../shared/analysis/hosts/host-label.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { Cell } from '../../../components/cells.tsx'
import { showName } from '../../../format/path.ts'
import type { GridColumn } from '../../../grid/columns.ts'
import type { useText } from '../../../i18n/text.tsx'

/** With the host of each row before another column: rows of several hosts may be called the same. */
export function withHost<
  R extends Pick<InstanceRow, 'id'> & Partial<Pick<InstanceRow, 'identity'>>,
  Id extends string,
>(
  columns: readonly GridColumn<R, Id | 'host'>[],
  before: Id,
  hostOf: HostOf,
): readonly GridColumn<R, Id | 'host'>[] {
  const host: GridColumn<R, 'host'> = {
    id: 'host',
    title: 'host',
    track: 'minmax(80px, 1.4fr)',
    // What tells rows apart stays as long as their size does.
    rank: 1,
    ifKnown: true,
    value: (row) => hostOf(hostPathOf(row))?.short,
  }
  return columns.flatMap((column) => (column.id === before ? [host, column] : [column]))
}

/** A host that has no name is told by the path that was opened of it. */
export function hostCell(
  host: HostLabel | undefined,
  t: ReturnType<typeof useText>['t'],
): ReactNode {
  if (host === undefined) {
    return (
      <Cell look="faint" title={t('facts.unknown')}>
        –
      </Cell>
    )
  }
  return <Cell title={showName(host.whole)}>{showName(host.short)}</Cell>
}
