import { Fragment, type ReactNode } from 'react'
import { formatRead } from '../../../../shared/analysis/disks/disk-cell.ts'
import {
  knownAllocated,
  knownSizesOfDisk,
} from '../../../../shared/analysis/sizes/known-allocated.ts'
import { isAbout } from '../../../../shared/findings/finding.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import type { EntryRole } from '../../../../shared/nova/entry-role.ts'
import { bootFileFormat } from '../../../../shared/nova/names.ts'
import { AllocatedCell } from '../../../components/AllocatedCell.tsx'
import { Cell, FirstCell } from '../../../components/cells.tsx'
import { ProblemsCell } from '../../../components/ProblemsCell.tsx'
import { SizeCell } from '../../../components/SizeCell.tsx'
import { TimeCell } from '../../../components/TimeCell.tsx'
import { UsageCell } from '../../../components/UsageCell.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { roleKeys } from '../../../format/role.ts'
import { useText } from '../../../i18n/text.tsx'
import { leastExclusiveOfDisk } from '../at-least.ts'
import { BaseName } from '../bases/BaseName.tsx'
import { baseOf, endBelow } from '../tables/bases-of.ts'
import type { ShownColumns } from './InstanceCells.tsx'
import type { InstanceColumn } from './instance-columns.ts'
import type { InstanceLine } from './instance-lines.ts'
import { unknownSizesOfDisk } from './instance-sums.ts'

type FileLine = Extract<InstanceLine, { readonly kind: 'file' }>

interface FileCellsProps {
  readonly line: FileLine
  readonly scale: number
  readonly columns: ShownColumns
}

interface FileContext extends FileCellsProps {
  readonly t: ReturnType<typeof useText>['t']
}

/** A file of an opened instance, in the columns of instances. */
export function InstanceFileCells(props: FileCellsProps) {
  const { t } = useText()
  const context = { ...props, t }
  // What follows stands apart from a column of numbers, also from an empty cell of it.
  return props.columns.map(({ id, align }) => (
    <Fragment key={id}>{cells[id]?.(context) ?? <Cell align={align} />}</Fragment>
  ))
}

/** What it is stands in the column of UUIDs, or beside its name where that is not shown. */
const cells: Readonly<Partial<Record<InstanceColumn, (context: FileContext) => ReactNode>>> = {
  name: ({ line, columns, t }) => {
    const name = showName(baseName(line.entry.path))
    const hasUuid = columns.some(({ id }) => id === 'uuid')
    return (
      <FirstCell indent title={name} beside={hasUuid ? undefined : contentOf(line, t)}>
        {name}
      </FirstCell>
    )
  },
  uuid: ({ line, t }) => (
    <Cell look="note" title={kindOf(line, t)}>
      {contentOf(line, t)}
    </Cell>
  ),
  virtual: ({ line: { entry, disk }, t }) => {
    if (disk === undefined && entry.image === undefined) return undefined
    const { virtual } = disk ?? { virtual: entry.image?.virtualSize }
    return <SizeCell bytes={virtual} unknown={t('facts.unknownVirtual')} />
  },
  allocated: ({ line: { entry } }) => <AllocatedCell of={entry} />,
  exclusive: ({ line, t }) => costCell(line, 'exclusive', t),
  amortised: ({ line, t }) => costCell(line, 'amortised', t),
  usage: usageCell,
  base: ({ line: { disk } }) => {
    const name = disk && baseOf(disk)
    if (disk === undefined || name === undefined) return undefined
    return (
      <Cell look="mono" title={showName(name)}>
        <BaseName name={name} chain={endBelow(disk)} isAlone />
      </Cell>
    )
  },
  changed: ({ line: { entry } }) => <TimeCell ms={entry.mtimeMs} />,
  problems: ({ line: { row, entry } }) => (
    <ProblemsCell problems={row.findings.filter((one) => isAbout(one, entry.path))} />
  ),
}

function costCell(
  { row, disk, isLayer }: FileLine,
  size: 'exclusive' | 'amortised',
  t: FileContext['t'],
): ReactNode {
  if (disk === undefined || isLayer) return undefined
  const sizes = knownSizesOfDisk(disk)
  return (
    <SizeCell
      bytes={sizes?.[size]}
      unknown={t(unknownSizesOfDisk(row, disk))}
      atLeast={size === 'exclusive' ? leastExclusiveOfDisk(disk, t) : undefined}
    />
  )
}

function kindOf({ entry, disk, isLayer }: FileLine, t: FileContext['t']): string {
  const format = disk && formatRead(disk)
  if (!isLayer) return t(`roles.${roleKeys[entry.role]}`)
  return format === undefined
    ? t('diskLayers.layer')
    : `${formatName(format)} ${t('diskLayers.layer')}`
}

/** Format and role. Most files are called what they are; what is not known says so, and a kernel what it is to Glance. */
function contentOf({ entry, disk, isLayer }: FileLine, t: FileContext['t']): string {
  const format = (disk && formatRead(disk)) ?? entry.image?.format
  const name = baseName(entry.path)
  const ofDisk = isLayer ? t('diskLayers.short') : roleBeside(name, disk?.role ?? entry.role, t)
  const role = bootFileFormat(name) ?? ofDisk
  return format === undefined ? role : `${formatName(format)} ${role}`
}

function roleBeside(name: string, role: EntryRole, t: FileContext['t']): string {
  // `disk.eph0` is called what it is.
  if (role !== 'unknown' && name.startsWith(role)) return ''
  return role === 'unknown' ? t('others.unknown') : role
}

function usageCell({ line: { disk, entry }, scale }: FileContext): ReactNode {
  if (disk === undefined) return undefined
  const { virtual } = disk
  return <UsageCell virtual={virtual} allocated={knownAllocated(entry)} scale={scale} />
}
