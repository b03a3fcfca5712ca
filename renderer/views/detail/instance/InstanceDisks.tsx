import { useTranslation } from 'react-i18next'
import type { BrokenDisk } from '../../../../shared/analysis/accounting/travel/broken-disk.ts'
import { formatRead } from '../../../../shared/analysis/disks/disk-cell.ts'
import type { DiskCell, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { knownAllocated } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Tag } from '../../../components/cells.tsx'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { BaseName } from '../../node/bases/BaseName.tsx'
import { unknownVirtual } from '../../node/instances/instance-sums.ts'
import { baseOf, endBelow, endOf, type ShownChain } from '../../node/tables/bases-of.ts'
import classes from '../detail.module.css'

interface InstanceDisksProps {
  readonly row: InstanceRow
  /** Disks that are not whole; undefined until the scanner has answered. */
  readonly broken: readonly BrokenDisk[] | undefined
}

export function InstanceDisks({ row, broken }: InstanceDisksProps) {
  const { t } = useTranslation()
  if (row.disks.length === 0) {
    return <p>{t(unknownVirtual(row))}</p>
  }
  const scale = row.disks.reduce(
    (most, { virtual, allocated }) => Math.max(most, virtual ?? 0, allocated),
    0,
  )
  return (
    <>
      <DiskList disks={row.disks} scale={scale} broken={broken} />
      {row.layers !== undefined && (
        <>
          <p className={classes['faint']}>{t('diskLayers.layers')}</p>
          <DiskList disks={row.layers} scale={scale} />
        </>
      )}
    </>
  )
}

interface DiskListProps {
  readonly disks: readonly DiskCell[]
  readonly broken?: readonly BrokenDisk[] | undefined
  readonly scale: number
}

function DiskList({ disks, scale, broken }: DiskListProps) {
  const { select } = useView(selectViewActions)
  return (
    <ul className={classes['rows']}>
      {disks.map((disk) => (
        <li key={disk.path}>
          <button
            type="button"
            className={classes['row']}
            onClick={() => select({ kind: 'image', path: disk.path })}
          >
            <DiskLine
              disk={disk}
              scale={scale}
              broken={broken?.find(({ path }) => path === disk.path)}
            />
          </button>
        </li>
      ))}
    </ul>
  )
}

interface DiskLineProps {
  readonly disk: DiskCell
  readonly scale: number
  /** What it lacks, also where its chain is whole: the file that has its data. */
  readonly broken: BrokenDisk | undefined
}

function DiskLine({ disk, scale, broken }: DiskLineProps) {
  const { t } = useTranslation()
  const { name, virtual } = disk
  const chain = endOf(disk)
  const format = formatRead(disk)
  const base = baseOf(disk)
  const known = knownAllocated(disk)
  // Without a size there is nothing that a part of it could be allocated of.
  const drawn = virtual === undefined ? 0 : (known ?? 0)
  const sizes = t('chain.sizeOf', {
    allocated: known === undefined ? '–' : formatSize(known),
    virtual: virtual === undefined ? '–' : formatSize(virtual),
  })
  const isWhole = chain === 'complete' || chain === 'standalone'
  return (
    <>
      <span className={classes['rowName']}>
        <b>{showName(name)}</b>
        {format !== undefined && <Tag>{formatName(format)}</Tag>}
        {disk.linkedAt !== undefined && <Tag>{t('links.tag')}</Tag>}
        {!isWhole && <Tag tone={toneOf(chain)}>{t(`chain.short.${chain}`)}</Tag>}
        {isWhole && broken !== undefined && (
          <Tag tone="high">{t('chain.dataLost', { state: t(`chain.short.${broken.chain}`) })}</Tag>
        )}
      </span>
      <span className={classes['rowSize']}>{sizes}</span>
      <span className={classes['rowBar']}>
        <StackedBar
          parts={[{ key: 'allocated', value: drawn, color: 'var(--bar-fill)' }]}
          whole={scale}
          label={sizes}
        />
      </span>
      {base !== undefined && (
        <span className={classes['rowBase']} title={showName(base)}>
          <BaseName name={base} chain={endBelow(disk)} />
        </span>
      )}
    </>
  )
}

function toneOf(chain: ShownChain) {
  if (chain === 'pending') return undefined
  return chain === 'denied' ? 'warning' : 'high'
}
