import { Fragment, type ReactNode } from 'react'
import { userShare } from '../../../../shared/analysis/accounting/user-share.ts'
import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { hasUnknownOverlays } from '../../../../shared/analysis/rows/unseen-users.ts'
import { AllocatedCell } from '../../../components/AllocatedCell.tsx'
import { CountCell } from '../../../components/CountCell.tsx'
import { Cell, Tag, WideCell } from '../../../components/cells.tsx'
import { FormatCell } from '../../../components/FormatCell.tsx'
import { ProblemsCell } from '../../../components/ProblemsCell.tsx'
import { SizeCell } from '../../../components/SizeCell.tsx'
import { TimeCell } from '../../../components/TimeCell.tsx'
import { useText } from '../../../i18n/text.tsx'
import { hostCell } from '../tables/host-column.tsx'
import { BaseNameCell } from './BaseNameCell.tsx'
import type { BaseColumn } from './base-columns.ts'
import type { BaseLine } from './base-lines.ts'
import { noUsersReason } from './base-users.ts'
import { OverlayCells, type ShownColumns } from './OverlayCells.tsx'
import { useCacheWords } from './useCacheWords.ts'

interface BaseCellsProps {
  readonly line: BaseLine
  readonly columns: ShownColumns
  readonly hostOf: HostOf
}

export function BaseCells({ line, columns, hostOf }: BaseCellsProps) {
  const { t } = useText()
  switch (line.kind) {
    case 'base':
      return columns.map(({ id }) => <Fragment key={id}>{cells[id](line, t, hostOf)}</Fragment>)
    case 'overlay':
      return <OverlayCells line={line} columns={columns} />
    case 'more':
      return <WideCell isAction>{t('bases.more', { count: line.count })}</WideCell>
    case 'none':
      return <WideCell>{t('bases.none')}</WideCell>
  }
}

type Translate = ReturnType<typeof useText>['t']

type DrawCell = (
  line: Extract<BaseLine, { readonly kind: 'base' }>,
  t: Translate,
  hostOf: HostOf,
) => ReactNode

const cells: Readonly<Record<BaseColumn, DrawCell>> = {
  name: ({ row, expanded, folder }) => (
    <BaseNameCell row={row} folder={folder} expanded={expanded === true} />
  ),
  host: ({ row }, t, hostOf) => hostCell(hostOf(row.id), t),
  glance: ({ row: { glanceId } }, t) =>
    glanceId === undefined ? (
      <Cell look="faint" title={t('bases.noGlance')}>
        –
      </Cell>
    ) : (
      <Cell look="mono" title={glanceId}>
        {glanceId}
      </Cell>
    ),
  format: ({ row }) => <FormatCell image={row.image} />,
  virtual: ({ row }, t) => (
    <SizeCell bytes={row.image?.virtualSize} unknown={t('facts.unknownVirtual')} />
  ),
  allocated: ({ row }) => <AllocatedCell of={row} />,
  overlays: ({ row }, t) =>
    hasUnknownOverlays(row) ? (
      <SizeCell bytes={undefined} unknown={t('accounting.noneSeen')} />
    ) : row.isUsersAtLeast === true ? (
      <Cell align="end" title={t('unknown.usersLeast')}>{`≥ ${row.overlays.length}`}</Cell>
    ) : (
      <CountCell count={row.overlays.length} />
    ),
  overlayAllocated: ({ row }, t) => (
    <SizeCell
      bytes={hasUnknownOverlays(row) ? undefined : row.overlayAllocated}
      unknown={t('accounting.noneSeen')}
      atLeast={row.isUsersAtLeast ? t('unknown.usersLeast') : undefined}
    />
  ),
  problems: ({ row }) => <ProblemsCell problems={row.findings} />,
  cacheState: ({ row }) => <CacheCell row={row} />,
  perUser: ({ row }, t) => (
    <SizeCell bytes={userShare(row)} unknown={t(`accounting.${noUsersReason(row)}`)} />
  ),
  changed: ({ row }) => <TimeCell ms={row.mtimeMs} />,
}

/** What the image cache manager makes of it, with how long it waits. */
function CacheCell({ row }: { readonly row: BaseRow }) {
  const { t } = useText()
  const words = useCacheWords()(row)
  if (words === undefined) {
    return (
      <Cell look="faint" title={t('accounting.cache.foreign')}>
        –
      </Cell>
    )
  }
  return (
    <Cell title={words.text}>
      <Tag tone={words.tone}>{words.short}</Tag>
    </Cell>
  )
}
