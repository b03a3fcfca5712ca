import { useTranslation } from 'react-i18next'
import { formatRead } from '../../../../shared/analysis/disks/disk-cell.ts'
import { hostPathOf } from '../../../../shared/analysis/hosts/host-label.ts'
import {
  growthSum,
  isFreedWithBase,
  virtualOf,
} from '../../../../shared/analysis/rows/instance-sums.ts'
import type { DiskCell, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { knownAllocated, knownSizes } from '../../../../shared/analysis/sizes/known-allocated.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Tag } from '../../../components/cells.tsx'
import { Fact, Facts, SizeFact, Unknown } from '../../../components/Facts.tsx'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { formatTimeExact } from '../../../format/time.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { isActive as selectIsActive } from '../../../stores/scan.ts'
import { selectViewActions } from '../../../stores/view.ts'
import { leastOfDisks, leastOfFolder } from '../../node/at-least.ts'
import { BaseName } from '../../node/bases/BaseName.tsx'
import { baseOf } from '../../node/bases/bases-of.ts'
import { isShut, unknownSizes, unknownVirtual } from '../../node/instances/instance-sums.ts'
import { HostTag } from '../../node/tables/HostTag.tsx'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import { useRootAt } from '../../node/useRootAt.ts'
import { LinkedFrom } from '../chain/LinkedFrom.tsx'
import { DetailHead } from '../DetailHead.tsx'
import classes from '../detail.module.css'
import { ProblemNotes } from '../problems/ProblemNotes.tsx'
import { Section } from '../Section.tsx'
import { SizesFacts } from '../Sizes.tsx'
import { Identity } from './Identity.tsx'
import { RemoteDisks } from './RemoteDisks.tsx'
import { TravelSection } from './TravelSection.tsx'

export function InstanceDetail({ id }: { readonly id: TreePath }) {
  const { t } = useTranslation()
  const row = useNodeIndex().instances.get(id)
  const placeId = useScan(({ place }) => place?.id)
  const { select } = useView(selectViewActions)
  const at = useRootAt()
  const isActive = useScan(selectIsActive)
  return (
    <>
      <DetailHead
        title={showName(row?.name ?? row?.uuid ?? baseName(id))}
        path={id}
        tags={
          <>
            {row !== undefined && row.kind !== 'instance' && (
              <Tag tone="warning">{t(`instances.kind.${row.kind}`)}</Tag>
            )}
            <HostTag path={row === undefined ? id : hostPathOf(row)} />
          </>
        }
        target={placeId === undefined ? undefined : { placeId, path: id }}
        onClose={() => select(undefined)}
      />
      <div className={classes['body']}>
        {row === undefined ? (
          <p className={classes['faint']}>
            {t(isActive ? 'accounting.notYet' : 'accounting.selection.unknown')}
          </p>
        ) : (
          <>
            <Section title={t('detail.facts')}>
              <InstanceFacts row={row} />
            </Section>
            {row.linkedAt !== undefined && <LinkedFrom what="folder" path={row.linkedAt} />}
            <Section title={t('detail.disks')}>
              <Disks row={row} />
            </Section>
            {row.remoteDisks && <RemoteDisks disks={row.remoteDisks} />}
            <ProblemNotes problems={row.findings} at={at} />
            <TravelSection row={row} />
            <Identity row={row} />
          </>
        )}
      </div>
    </>
  )
}

function InstanceFacts({ row }: { readonly row: InstanceRow }) {
  const { t } = useTranslation()
  const virtual = virtualOf(row)
  const atLeast = leastOfDisks(row, virtual, t)
  return (
    <Facts>
      <Fact name={t('facts.uuid')} look="mono">
        {showName(row.uuid)}
      </Fact>
      <SizeFact
        name={t('facts.virtual')}
        explain="virtual"
        bytes={virtual.bytes}
        unknown={t(unknownVirtual(row))}
        atLeast={atLeast}
      />
      <SizeFact
        name={t('facts.allocated')}
        explain="allocated"
        bytes={row.allocated}
        atLeast={leastOfFolder(row, t)}
      />
      <SizesFacts
        sizes={knownSizes(row)}
        unknown={t(unknownSizes(row))}
        exclusiveNote={isFreedWithBase(row) ? t('accounting.withBase') : undefined}
      />
      {virtual.bytes !== undefined && (
        <SizeFact
          name={t('facts.overcommit')}
          explain="overcommit"
          bytes={growthSum(row).bytes}
          atLeast={atLeast}
        />
      )}
      <Fact name={t('facts.files')}>
        {isShut(row) ? (
          <Unknown reason={t('instances.shut')} />
        ) : (
          `${row.incomplete === undefined ? '' : '≥ '}${t('instances.files', { count: row.fileCount })}`
        )}
      </Fact>
      <Fact name={t('facts.changed')}>{formatTimeExact(row.changedMs) ?? '–'}</Fact>
    </Facts>
  )
}

function Disks({ row }: { readonly row: InstanceRow }) {
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
      <DiskList disks={row.disks} scale={scale} />
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
  readonly scale: number
}

function DiskList({ disks, scale }: DiskListProps) {
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
            <DiskLine disk={disk} scale={scale} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function DiskLine({ disk, scale }: { readonly disk: DiskCell; readonly scale: number }) {
  const { t } = useTranslation()
  const { name, virtual, chain } = disk
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
        {!isWhole && (
          <Tag tone={chain === 'pending' ? undefined : 'high'}>{t(`chain.short.${chain}`)}</Tag>
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
          <BaseName name={base} chain={chain} />
        </span>
      )}
    </>
  )
}
