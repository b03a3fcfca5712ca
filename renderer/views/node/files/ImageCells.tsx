import { Fragment, type ReactNode } from 'react'
import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { knownAllocated } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { labelled } from '../../../../shared/i18n/sentences.ts'
import { AllocatedCell } from '../../../components/AllocatedCell.tsx'
import { CountCell } from '../../../components/CountCell.tsx'
import { Cell, FirstCell, Tag } from '../../../components/cells.tsx'
import { FormatCell } from '../../../components/FormatCell.tsx'
import { ProblemsCell } from '../../../components/ProblemsCell.tsx'
import { SizeCell } from '../../../components/SizeCell.tsx'
import { TimeCell } from '../../../components/TimeCell.tsx'
import { UsageCell } from '../../../components/UsageCell.tsx'
import { baseName, shortBaseName, showName } from '../../../format/path.ts'
import { roleKeys } from '../../../format/role.ts'
import { useText } from '../../../i18n/text.tsx'
import { BaseName } from '../bases/BaseName.tsx'
import { isBroken, type ShownChain } from '../tables/bases-of.ts'
import { hostCell } from '../tables/host-column.tsx'
import { ChainPartTag } from './ChainPartTag.tsx'
import { chainPart } from './chain-part.ts'
import { type ImageColumn, overlayCount } from './image-table.ts'

/** Characters of a name that leaves enough room for its folder: it is not cut. */
const SHORT_NAME = 12

interface ImageCellsProps {
  readonly row: ImageRow
  /** What tells its folder apart, where its name does not. */
  readonly folder: string | undefined
  readonly scale: number
  readonly columns: readonly { readonly id: ImageColumn }[]
  readonly hostOf: HostOf
}

interface ImageContext extends ImageCellsProps {
  readonly t: ReturnType<typeof useText>['t']
  readonly language: string
}

export function ImageCells(props: ImageCellsProps) {
  const { t, language } = useText()
  const context = { ...props, t, language }
  return props.columns.map(({ id }) => <Fragment key={id}>{cells[id](context)}</Fragment>)
}

const cells: Readonly<Record<ImageColumn, (context: ImageContext) => ReactNode>> = {
  name: ({ row, folder, columns }) => {
    const hasPath = columns.some(({ id }) => id === 'path')
    const beside = folder === undefined || hasPath ? undefined : showName(folder)
    return (
      <FirstCell
        look="mono"
        title={showName(row.id)}
        tags={<ImageTags row={row} />}
        beside={beside}
        isTwin={row.name.length > SHORT_NAME}
      >
        {showName(row.name)}
      </FirstCell>
    )
  },
  host: ({ row, hostOf, t }) => hostCell(hostOf(row.id), t),
  path: ({ row }) => (
    <Cell look="mono" title={showName(row.id)}>
      {showName(row.id)}
    </Cell>
  ),
  format: ({ row }) => <FormatCell image={row.image} />,
  virtual: ({ row, t }) => (
    <SizeCell bytes={row.image?.virtualSize} unknown={t('facts.unknownVirtual')} />
  ),
  length: ({ row }) => <SizeCell bytes={row.length} unknown="" />,
  allocated: ({ row }) => <AllocatedCell of={row} />,
  usage: usageCell,
  backing: backingCell,
  overlays: overlaysCell,
  inCache: ({ row: { basePath }, t }) =>
    basePath === undefined ? (
      <Cell look="faint" title={t('images.notCached')}>
        –
      </Cell>
    ) : (
      <Cell look="mono" title={showName(basePath)}>
        {shortBaseName(baseName(basePath))}
      </Cell>
    ),
  changed: ({ row }) => <TimeCell ms={row.mtimeMs} />,
  problems: ({ row }) => <ProblemsCell problems={row.findings} />,
}

/** The file directly below, marked where the chain is not whole, there or further down. */
function backingCell({ row, t, language }: ImageContext): ReactNode {
  const { backing } = row
  if (backing === undefined) {
    return (
      <Cell look="faint" title={t('images.noBacking')}>
        –
      </Cell>
    )
  }
  const chain = row.isDenied === true ? 'denied' : row.chain
  const short = t(`chain.short.${chain}`)
  // The file itself was found, and one further down was not.
  const isBelow = backing.path !== undefined && !isUnread(chain)
  const state = isBelow ? t('chain.below', { state: short }) : short
  const name = showName(backing.name)
  return (
    <Cell
      look="mono"
      title={isBroken(chain) ? labelled(name, state, offeredLanguage(language)) : name}
    >
      <BaseName name={backing.name} chain={chain} state={state} />
    </Cell>
  )
}

function isUnread(chain: ShownChain): boolean {
  return chain === 'denied' || chain === 'unreadable'
}

/** What was not read may stand on it too. */
function overlaysCell({ row, t }: ImageContext): ReactNode {
  const count = overlayCount(row)
  if (count === undefined) {
    const unknown = row.isAlone === true ? 'images.openedAlone' : 'accounting.noneSeen'
    return <SizeCell bytes={undefined} unknown={t(unknown)} />
  }
  if (row.isUsersAtLeast !== true) return <CountCell count={count} />
  return <Cell align="end" title={t('unknown.usersLeast')}>{`≥ ${count}`}</Cell>
}

function usageCell({ row, scale }: ImageContext): ReactNode {
  const virtual = row.image?.virtualSize
  return <UsageCell virtual={virtual} allocated={knownAllocated(row)} scale={scale} />
}

function ImageTags({ row }: { readonly row: ImageRow }) {
  const { t } = useText()
  const { role, hardLinkOf, dataOf } = row
  const part = chainPart(row)
  return (
    <>
      <ImageTag role={role} />
      {/* Most stand alone: what does not is told from them. */}
      {part !== 'alone' && <ChainPartTag part={part} />}
      {dataOf !== undefined && (
        <span title={t('unknown.partOf', { name: showName(dataOf) })}>
          <Tag>{t('unknown.part')}</Tag>
        </span>
      )}
      {hardLinkOf !== undefined && (
        <span title={t('images.hardLinkOf', { name: showName(hardLinkOf) })}>
          <Tag>{t('images.hardLink')}</Tag>
        </span>
      )}
    </>
  )
}

/** What Glance keeps beside its stores is no image of a store, whatever its name. */
function ImageTag({ role }: { readonly role: ImageRow['role'] | undefined }) {
  const { t } = useText()
  if (role === undefined || !role.startsWith('glance-') || role === 'glance-image') return undefined
  return (
    <span title={t(`roles.${roleKeys[role]}`)}>
      <Tag>{role.slice('glance-'.length)}</Tag>
    </span>
  )
}
