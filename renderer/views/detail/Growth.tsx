import { useTranslation } from 'react-i18next'
import type { Growth as GrowthFacts } from '../../../shared/analysis/accounting/growth.ts'
import { growthOfDisk } from '../../../shared/analysis/accounting/growth.ts'
import { formatAlike, formatSize } from '../../../shared/report/size.ts'
import { Fact, Facts, SizeFact } from '../../components/Facts.tsx'
import { StackedBar } from '../../components/StackedBar.tsx'
import { baseName, showName } from '../../format/path.ts'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import { useNodeIndex } from '../node/useNodeIndex.ts'
import classes from './detail.module.css'
import { Section } from './Section.tsx'

const shownDisks = 5

/** What the disks may still take beside what is free, and which of them can take most. */
export function Growth({ growth }: { readonly growth: GrowthFacts }) {
  const { t } = useTranslation()
  const { need, available, shortfall = 0, impossible, impossibleCount, unknownDisks } = growth
  if (need === 0 && unknownDisks === 0) return undefined
  const format = formatAlike([need, available ?? 0, shortfall])
  return (
    <Section title={t('accounting.growth.title')} explain="growth">
      {available !== undefined && <GrowthBar need={need} available={available} format={format} />}
      <Facts>
        <SizeFact name={t('accounting.growth.need')} bytes={need} format={format} />
        <SizeFact name={t('accounting.growth.available')} bytes={available} format={format} />
        {available !== undefined && shortfall === 0 ? (
          <Fact name={t('accounting.growth.shortfall')}>{t('accounting.growth.fits')}</Fact>
        ) : (
          <SizeFact
            name={t('accounting.growth.shortfall')}
            bytes={growth.shortfall}
            format={format}
          />
        )}
      </Facts>
      {unknownDisks > 0 && (
        <p className={classes['faint']}>
          {t('accounting.growth.unknown', { count: unknownDisks })}
        </p>
      )}
      {growth.largest.length > 0 && (
        <>
          <h4 className={classes['subTitle']}>{t('accounting.growth.largest')}</h4>
          <DiskList disks={growth.largest.slice(0, shownDisks)} sizeOf={growthOfDisk} />
        </>
      )}
      {impossible.length > 0 && (
        <>
          <h4 className={classes['subTitle']}>
            {t('accounting.growth.impossible', { count: impossibleCount })}
          </h4>
          <DiskList disks={impossible.slice(0, shownDisks)} sizeOf={({ virtual }) => virtual} />
        </>
      )}
    </Section>
  )
}

interface GrowthBarProps {
  readonly need: number
  readonly available: number
  readonly format: (bytes: number) => string
}

/** What fits in one colour, what does not in another; the track is what stays free. */
function GrowthBar({ need, available, format }: GrowthBarProps) {
  const { t } = useTranslation()
  const fits = Math.min(need, available)
  const label = t('accounting.growth.bar', {
    need: format(need),
    free: format(available),
  })
  return (
    <div className={classes['bar']}>
      <StackedBar
        parts={[
          { key: 'fits', value: fits, color: 'var(--bar-fill)' },
          { key: 'lacks', value: need - fits, color: 'var(--kind-leftovers)' },
        ]}
        whole={Math.max(need, available)}
        label={label}
        thick
      />
    </div>
  )
}

type GrowingDisk = GrowthFacts['largest'][number]

function DiskList(props: {
  readonly disks: readonly GrowingDisk[]
  readonly sizeOf: (disk: GrowingDisk) => number
}) {
  const index = useNodeIndex()
  const { select } = useView(selectViewActions)
  return (
    <ul className={classes['rows']}>
      {props.disks.map((disk) => {
        const row = index.instances.get(disk.instance)
        const name = `${row?.name ?? row?.uuid ?? disk.instance} / ${baseName(disk.path)}`
        return (
          <li key={disk.path}>
            <button
              type="button"
              className={classes['row']}
              onClick={() => select({ kind: 'image', path: disk.path })}
            >
              <span className={classes['rowName']}>{showName(name)}</span>
              <span className={classes['rowSize']}>{formatSize(props.sizeOf(disk))}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
