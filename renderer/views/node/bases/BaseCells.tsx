import { CircleHelp, Download, Link2, type LucideIcon, RefreshCw } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { userShare } from '../../../../shared/analysis/accounting/user-share.ts'
import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import type { BaseName } from '../../../../shared/nova/base-name.ts'
import { AllocatedCell } from '../../../components/AllocatedCell.tsx'
import { CountCell } from '../../../components/CountCell.tsx'
import { Cell, FirstCell, Tag, WideCell } from '../../../components/cells.tsx'
import { FormatCell } from '../../../components/FormatCell.tsx'
import { KeptEnd } from '../../../components/KeptEnd.tsx'
import { NameTag } from '../../../components/NameTag.tsx'
import { ProblemsCell } from '../../../components/ProblemsCell.tsx'
import { SizeCell } from '../../../components/SizeCell.tsx'
import { TimeCell } from '../../../components/TimeCell.tsx'
import { baseName, nameEnd, showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { hostCell } from '../tables/host-column.tsx'
import { oddityOf } from '../tables/oddity.tsx'
import { type BaseColumn, type BaseLine, hasUnknownOverlays, noUsersReason } from './base-table.ts'
import { useCacheWords } from './useCacheWords.ts'

/** What tells a base that was made larger from the image that it was made of. */
const RESIZED = /_\d+$/
const SHA1 = /^[0-9a-f]{40}/

/** A hash is told by its first digits, every other name by what follows those that all begin with. */
function endOf(name: string): string | undefined {
  return SHA1.test(name) ? RESIZED.exec(name)?.[0] : nameEnd(showName(name))
}

type ShownColumns = readonly { readonly id: BaseColumn }[]

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

/** What a base is by its name, in words. */
export function useBaseKind() {
  const { t } = useText()
  return (base: BaseName): string => {
    switch (base.kind) {
      case 'resized':
        return t('bases.kind.resized', { gib: base.gib })
      case 'swap':
        return t('bases.kind.swap', { mib: base.mib })
      case 'ephemeral':
        return t('bases.kind.ephemeral', { gib: base.gib, fileSystem: base.fileSystem })
      default:
        return t(`bases.kind.${base.kind}`)
    }
  }
}

/** The name itself says most kinds; these should not be in a cache for long, or at all. */
const oddIcons: Partial<Readonly<Record<BaseName['kind'], LucideIcon>>> = {
  part: Download,
  converted: RefreshCw,
  unknown: CircleHelp,
}

type Translate = ReturnType<typeof useText>['t']

type DrawCell = (line: BaseLine, t: Translate, hostOf: HostOf) => ReactNode

const cells: Readonly<Record<BaseColumn, DrawCell>> = {
  name: ({ row, expanded }) => <NameCell row={row} expanded={expanded === true} />,
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
  format: ({ row }) => <FormatCell format={row.image?.format} />,
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

function NameCell({ row, expanded }: { readonly row: BaseRow; readonly expanded: boolean }) {
  const kind = useBaseKind()(row.base)
  const icon = oddIcons[row.base.kind]
  const target = row.link && `→ ${showName(row.link.target)}`
  return (
    <FirstCell
      expanded={expanded}
      look="mono"
      title={[showName(row.name), target, kind].filter((line) => line !== undefined).join('\n')}
      tags={
        target === undefined ? (
          icon && <NameTag icon={icon} text={kind} />
        ) : (
          <NameTag icon={Link2} text={target} />
        )
      }
    >
      <KeptEnd text={showName(row.name)} end={endOf(row.name)} />
    </FirstCell>
  )
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

interface OverlayCellsProps {
  readonly line: Extract<BaseLine, { readonly kind: 'overlay' }>
  readonly columns: ShownColumns
}

/** The file's name stands in Glance's column, or beside its owner where that is not shown. */
function OverlayCells({ line: { overlay, owner, instance }, columns }: OverlayCellsProps) {
  const { t } = useText()
  const file = showName(baseName(overlay.path))
  const hasGlance = columns.some(({ id }) => id === 'glance')
  return columns.map(({ id }) => {
    switch (id) {
      case 'name':
        return (
          <FirstCell
            key={id}
            indent
            title={showName(overlay.path)}
            // An instance and what a resize left of it have one name.
            tags={instance && oddityOf(instance, t)}
            beside={owner === undefined || hasGlance ? undefined : file}
          >
            {showName(owner ?? overlay.path)}
          </FirstCell>
        )
      case 'glance':
        return (
          <Cell key={id} look="soft" title={file}>
            {file}
          </Cell>
        )
      case 'allocated':
        return <SizeCell key={id} bytes={overlay.allocated} unknown="" />
      default:
        return <Cell key={id} />
    }
  })
}
