import { useTranslation } from 'react-i18next'
import type { DiskStore } from '../../../../shared/analysis/accounting/nova/disk-stores.ts'
import type { NovaNumbers as Numbers } from '../../../../shared/analysis/accounting/nova/nova-numbers.ts'
import { isAllocatedAtLeast, isPartial } from '../../../../shared/analysis/sizes/partial.ts'
import { displayText } from '../../../../shared/bytes/text.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { elsewhereText, novaStoreText } from '../../../../shared/report/elsewhere-text.ts'
import { formatGib } from '../../../../shared/report/size.ts'
import { Fact, Facts, SizeFact } from '../../../components/Facts.tsx'
import { countText, sumText } from '../../../format/sum-text.ts'
import { useScan } from '../../../stores/context.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { Placement } from './Placement.tsx'

const outside = [
  'imageCache',
  'leftovers',
  'orphans',
  'otherHosts',
  'skipped',
  'unnamed',
  'other',
] as const

interface NovaNumbersProps {
  readonly nova: Numbers
  /** Where disks of its instances lie that are no files of the host. */
  readonly stores: readonly DiskStore[] | undefined
}

/** disk_available_least with its parts, and what Nova does not count at all. */
export function NovaNumbers({ nova, stores }: NovaNumbersProps) {
  const { t, i18n } = useTranslation()
  const { unknown, availableLeast, availableLeastGib, reserved } = nova
  const store = novaStoreText(stores, offeredLanguage(i18n.language))
  const without = elsewhereText('virtual', stores, true, offeredLanguage(i18n.language))
  const isOfStore = unknown === 'other-storage' && store !== undefined
  const partial = useScan(({ view }) => view !== undefined && isPartial(view))
  const isOfNothing = partial && nova.disks === 0
  return (
    <Section title={t('accounting.nova.title')} explain="availableLeast">
      <Facts>
        <SizeFact
          name={t('accounting.nova.free')}
          explain="free"
          bytes={nova.free}
          format={formatGib}
          unknown={isOfStore ? store : t(`accounting.nova.unknown.${unknown ?? 'no-file-system'}`)}
        />
        <SizeFact
          name={t('accounting.nova.overCommitted')}
          explain="novaOverCommitted"
          // At least nothing says nothing.
          bytes={isOfNothing ? undefined : nova.overCommitted}
          format={formatGib}
          // Where only that is known, it is of what was seen.
          atLeast={unknown === 'incomplete' ? '' : undefined}
          unknown={t('facts.unknown')}
        />
        <SizeFact
          name={t('accounting.nova.least')}
          explain="availableLeast"
          bytes={availableLeast}
          format={(bytes) => leastText(nova, bytes)}
          unknown={t(
            // The line of what is free has said it.
            isOfStore ? 'facts.unknown' : `accounting.nova.unknown.${unknown ?? 'incomplete'}`,
          )}
        />
        {availableLeastGib !== undefined && (
          <Fact name={t('accounting.nova.gib')}>
            {t('accounting.nova.gibValue', { gib: availableLeastGib })}
          </Fact>
        )}
        {unknown !== 'unmounted' && (
          <Fact name={t('setup.instancesCounted')}>
            {countText(nova.instances, partial, i18n.language)}
          </Fact>
        )}
        {reserved.hostGib > 0 && (
          <Fact name={t('accounting.nova.reserved')}>
            {t('accounting.nova.gibValue', { gib: reserved.hostGib })}
          </Fact>
        )}
        {reserved.cacheIsReserved && (
          <Fact name={t('accounting.nova.reservedCache')}>
            {t('accounting.nova.gibValue', { gib: reserved.cacheGib })}
          </Fact>
        )}
      </Facts>
      {availableLeast !== undefined && availableLeast < 0 && (
        <p className={classes['warning']}>{t('accounting.nova.refuses')}</p>
      )}
      {unknown !== 'unmounted' && !isOfNothing && <Counted nova={nova} />}
      {without !== undefined && <p className={classes['faint']}>{without}</p>}
      <Placement placement={nova.placement} />
      {partial && <p className={classes['faint']}>{t('unknown.partialLeast')}</p>}
      <LeftOut leftOut={nova.leftOut} />
    </Section>
  )
}

/** Of folders that stand for domains the sum is about right at best. */
export function leastText({ from }: Pick<Numbers, 'from'>, bytes: number): string {
  return from === 'folders' ? `≈ ${formatGib(bytes)}` : formatGib(bytes)
}

/** Which disks are in the sum, and what Nova skips. */
function Counted({ nova }: { readonly nova: Numbers }) {
  const { t } = useTranslation()
  const { from, disks, skippedInstances, refusedDisks, refusedDisk = '' } = nova
  const path = displayText(refusedDisk)
  return (
    <>
      <p className={classes['faint']}>{t(`accounting.nova.counted.${from}`, { count: disks })}</p>
      {refusedDisks > 0 && (
        <p className={classes['warning']}>
          {t('accounting.nova.failsAt', { count: refusedDisks, path })}
        </p>
      )}
      {skippedInstances > 0 && (
        <p className={classes['warning']}>
          {t('accounting.nova.skips', { count: skippedInstances })}
        </p>
      )}
    </>
  )
}

function LeftOut({ leftOut }: Pick<Numbers, 'leftOut'>) {
  const { t } = useTranslation()
  const least = useScan(({ view }) => view !== undefined && isAllocatedAtLeast(view))
  const parts = outside.filter((part) => leftOut[part] > 0)
  if (parts.length === 0) return undefined
  return (
    <>
      <h4 className={classes['subTitle']}>{t('accounting.nova.leftOut')}</h4>
      <ul className={classes['rows']}>
        {parts.map((part) => (
          <li key={part} className={classes['entry']}>
            <span>{t(`accounting.nova.${part}`)}</span>
            <span className={classes['rowSize']}>{sumText(leftOut[part], least)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
