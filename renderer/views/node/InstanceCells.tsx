import type { Sizes } from '../../../shared/analysis/accounting/sizes.ts'
import type { InstanceRow } from '../../../shared/analysis/model.ts'
import { formatName } from '../../../shared/formats/names.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { AllocatedCell } from '../../components/AllocatedCell.tsx'
import {
  Cell,
  FirstCell,
  ProblemsCell,
  SizeCell,
  Tag,
  TimeCell,
  UsageCell,
  WideCell,
} from '../../components/cells.tsx'
import { baseName, shortBaseName, showName } from '../../format/path.ts'
import { roleKeys } from '../../format/role.ts'
import { useText } from '../../i18n/text.tsx'
import type { OptionalColumn } from '../../stores/view.ts'
import { basesOf, virtualOf } from './instance-sums.ts'
import { type InstanceLine, isTextColumn, optionalText } from './instance-table.ts'

export function InstanceCells({
  line,
  scale,
  optional,
}: {
  readonly line: InstanceLine
  readonly scale: number
  readonly optional: readonly OptionalColumn[]
}) {
  const { t } = useText()
  switch (line.kind) {
    case 'instance':
      return (
        <RowCells
          row={line.row}
          expanded={line.expanded === true}
          scale={scale}
          optional={optional}
        />
      )
    case 'file':
      return <FileCells line={line} scale={scale} optional={optional} />
    case 'loading':
      return <WideCell>{t('instances.loading')}</WideCell>
    case 'failed':
      return <WideCell isAction>{t('detail.retry')}</WideCell>
  }
}

interface RowCellsProps {
  readonly row: InstanceRow
  readonly expanded: boolean
  readonly scale: number
  readonly optional: readonly OptionalColumn[]
}

function RowCells({ row, expanded, scale, optional }: RowCellsProps) {
  const { t } = useText()
  const virtual = virtualOf(row)
  const isDerived = row.disks.some(({ allocatedFrom }) => allocatedFrom !== undefined)
  return (
    <>
      <NameCell row={row} expanded={expanded} />
      <Cell look="mono" title={row.uuid}>
        {showName(row.uuid)}
      </Cell>
      {optional.filter(isTextColumn).map((column) => (
        <OptionalCell key={column} text={optionalText(row, column)} />
      ))}
      <Cell align="end">{row.disks.length}</Cell>
      <SizeCell
        bytes={virtual.bytes}
        unknown={row.disks.length === 0 ? t('instances.noDisks') : t('facts.unknownVirtual')}
        atLeast={
          virtual.unknownDisks > 0
            ? t('facts.partlyKnown', { count: virtual.unknownDisks })
            : undefined
        }
      />
      <SizeCell
        bytes={row.allocated}
        unknown=""
        derived={isDerived ? t('identity.storage.untrustedHint') : undefined}
      />
      <OptionalSizes sizes={row.sizes} optional={optional} />
      <UsageCell
        virtual={virtual.bytes}
        allocated={row.allocated}
        scale={scale}
        title={t('chain.sizeOf', {
          allocated: formatSize(row.allocated),
          virtual: virtual.bytes === undefined ? '–' : formatSize(virtual.bytes),
        })}
      />
      <BaseCell row={row} />
      <TimeCell ms={row.changedMs} />
      <ProblemsCell problems={row.findings} />
    </>
  )
}

function OptionalCell({ text }: { readonly text: string | undefined }) {
  const { t } = useText()
  if (text === undefined) {
    return (
      <Cell look="faint" title={t('facts.unknown')}>
        –
      </Cell>
    )
  }
  return <Cell title={showName(text)}>{showName(text)}</Cell>
}

function OptionalSizes({
  sizes,
  optional,
}: Pick<RowCellsProps, 'optional'> & { readonly sizes: Sizes | undefined }) {
  const { t } = useText()
  return optional.map((column) =>
    isTextColumn(column) ? undefined : (
      <SizeCell key={column} bytes={sizes?.[column]} unknown={t('accounting.notYet')} />
    ),
  )
}

function NameCell({ row, expanded }: Pick<RowCellsProps, 'row' | 'expanded'>) {
  const { t } = useText()
  const tag = row.kind !== 'instance' && <Tag tone="warning">{t(`instances.kind.${row.kind}`)}</Tag>
  return row.name === undefined ? (
    <FirstCell expanded={expanded} look="faint" title={t('instances.unnamedHint')} tags={tag}>
      {t('instances.unnamed')}
    </FirstCell>
  ) : (
    <FirstCell expanded={expanded} title={showName(row.name)} tags={tag}>
      {showName(row.name)}
    </FirstCell>
  )
}

function BaseCell({ row }: { readonly row: InstanceRow }) {
  const { t } = useText()
  const bases = basesOf(row)
  const [first] = bases
  if (first === undefined) {
    return (
      <Cell look="faint" title={t('instances.noBase')}>
        –
      </Cell>
    )
  }
  return (
    <Cell look="mono" title={bases.map((base) => showName(baseName(base))).join('\n')}>
      {shortBaseName(baseName(first))}
      {bases.length > 1 && ` ${t('instances.moreBases', { count: bases.length - 1 })}`}
    </Cell>
  )
}

function FileCells({
  line,
  scale,
  optional,
}: {
  readonly optional: readonly OptionalColumn[]
  readonly line: Extract<InstanceLine, { readonly kind: 'file' }>
  readonly scale: number
}) {
  const { t } = useText()
  const { entry, disk, row } = line
  const format = disk?.format ?? entry.image?.format
  const virtual = disk?.virtual
  const problems = row.findings.filter(({ subject }) => subject.path === entry.path)
  const name = baseName(entry.path)
  // Most files are called what they are.
  const role = entry.role === 'unknown' || entry.role === name ? '' : entry.role
  return (
    <>
      <FirstCell indent title={showName(name)}>
        {showName(name)}
      </FirstCell>
      <Cell look="soft" title={t(`roles.${roleKeys[entry.role]}`)}>
        {format === undefined ? role : `${formatName(format)} ${role}`}
      </Cell>
      {optional.filter(isTextColumn).map((column) => (
        <Cell key={column} />
      ))}
      <Cell />
      {disk === undefined ? (
        <Cell />
      ) : (
        <SizeCell bytes={virtual} unknown={t('facts.unknownVirtual')} />
      )}
      <AllocatedCell of={entry} />
      {disk === undefined ? (
        optional.filter((column) => !isTextColumn(column)).map((column) => <Cell key={column} />)
      ) : (
        <OptionalSizes sizes={disk.sizes} optional={optional} />
      )}
      {disk === undefined ? (
        <Cell />
      ) : (
        <UsageCell
          virtual={virtual}
          allocated={entry.allocated}
          scale={scale}
          title={t('chain.sizeOf', {
            allocated: formatSize(entry.allocated),
            virtual: virtual === undefined ? '–' : formatSize(virtual),
          })}
        />
      )}
      <Cell look="mono" title={disk?.base && showName(disk.base)}>
        {disk?.base === undefined ? '' : shortBaseName(baseName(disk.base))}
      </Cell>
      <TimeCell ms={entry.mtimeMs} />
      <ProblemsCell problems={problems} />
    </>
  )
}
