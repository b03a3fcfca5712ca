import { useTranslation } from 'react-i18next'
import type { DiskStore } from '../../../../shared/analysis/accounting/nova/disk-stores.ts'
import {
  areCounted,
  areFlavorsKnown,
  type NovaNumbers as Numbers,
} from '../../../../shared/analysis/accounting/nova/nova-numbers.ts'
import { isPartial } from '../../../../shared/analysis/sizes/partial.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { elsewhereText, novaStoreText } from '../../../../shared/report/elsewhere-text.ts'
import { formatGib } from '../../../../shared/report/size.ts'
import { Fact, Facts, SizeFact } from '../../../components/Facts.tsx'
import { Fold } from '../../../components/Fold.tsx'
import { withMinus } from '../../../format/number.ts'
import { countText } from '../../../format/sum-text.ts'
import { useScan } from '../../../stores/context.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { Counted, LeftOut, NotCounted } from './NovaCounted.tsx'
import { Placement, PlacementRefusal } from './Placement.tsx'

interface NovaNumbersProps {
  readonly nova: Numbers
  /** Where disks of its instances lie that are no files of the host. */
  readonly stores: readonly DiskStore[] | undefined
}

/** disk_available_least with its parts, and what Nova does not count at all. */
export function NovaNumbers({ nova, stores }: NovaNumbersProps) {
  const { t, i18n } = useTranslation()
  const least = nova.availableLeast ?? nova.bound?.availableLeast
  const without = elsewhereText('virtual', stores, true, offeredLanguage(i18n.language))
  const partial = useScan(({ view }) => view !== undefined && isPartial(view))
  const isOfNothing = partial && nova.disks === 0
  return (
    <Section title={t('accounting.nova.title')} explain="availableLeast">
      {least !== undefined && least < 0 && (
        <p className={classes['warning']}>{t('accounting.nova.refuses')}</p>
      )}
      <LeastFacts nova={nova} stores={stores} isOfNothing={isOfNothing} />
      <BoundNote nova={nova} />
      <PlacementRefusal placement={nova.placement} isUsedKnown={areFlavorsKnown(nova)} />
      {areCounted(nova) && !isOfNothing && <NotCounted nova={nova} />}
      {partial && <p className={classes['faint']}>{t('unknown.partialLeast')}</p>}
      {without !== undefined && <p className={classes['faint']}>{without}</p>}
      <HowCounted nova={nova} partial={partial} isOfNothing={isOfNothing} />
      <Placement placement={nova.placement} isUsedKnown={areFlavorsKnown(nova)} />
      <LeftOut leftOut={nova.leftOut} />
    </Section>
  )
}

/** What is free, less the over-commit, is disk_available_least: as a sum, where all of it is known. */
function LeastFacts({ nova, stores, isOfNothing }: NovaNumbersProps & { isOfNothing: boolean }) {
  const { t, i18n } = useTranslation()
  const { unknown, bound } = nova
  const availableLeast = nova.availableLeast ?? bound?.availableLeast
  const store = novaStoreText(stores, offeredLanguage(i18n.language))
  const isOfStore = unknown === 'other-storage' && store !== undefined
  const isSum = availableLeast !== undefined
  const exact = isSum ? 'title' : undefined
  return (
    <Facts look={isSum ? 'sum' : undefined}>
      <SizeFact
        name={t('accounting.nova.free')}
        explain="free"
        bytes={nova.free}
        format={formatGib}
        exact={exact}
        unknown={isOfStore ? store : t(`accounting.nova.unknown.${unknown ?? 'no-file-system'}`)}
      />
      <SizeFact
        name={t('accounting.nova.overCommitted')}
        explain="novaOverCommitted"
        // At least nothing says nothing.
        bytes={isOfNothing ? undefined : (bound?.overCommitted ?? nova.overCommitted)}
        format={formatGib}
        exact={exact}
        // Where only that is known, it is of what was seen.
        atLeast={bound !== undefined || unknown === 'incomplete' ? '' : undefined}
        unknown={t('facts.unknown')}
      />
      <SizeFact
        name={t('accounting.nova.least')}
        explain="availableLeast"
        bytes={availableLeast}
        format={(bytes) => leastText(nova, bytes)}
        exact={exact}
        unknown={t(
          // The line of what is free has said it.
          isOfStore ? 'facts.unknown' : `accounting.nova.unknown.${unknown ?? 'incomplete'}`,
        )}
      />
    </Facts>
  )
}

interface HowCountedProps extends Pick<NovaNumbersProps, 'nova'> {
  readonly partial: boolean
  readonly isOfNothing: boolean
}

/** Of what the sum is: the answer stands above it. */
function HowCounted({ nova, partial, isOfNothing }: HowCountedProps) {
  const { t, i18n } = useTranslation()
  const { availableLeastGib, instances, reserved } = nova
  const isCounted = areCounted(nova)
  if (availableLeastGib === undefined && !isCounted && !isReserved(reserved)) return undefined
  return (
    <Fold title={t('accounting.nova.how')}>
      <Facts>
        {availableLeastGib !== undefined && (
          <GibFact name={t('accounting.nova.gib')} gib={availableLeastGib} />
        )}
        {isCounted && (
          <Fact name={t('setup.instancesCounted')}>
            {countText(instances, partial, i18n.language)}
          </Fact>
        )}
        <ReservedFacts reserved={reserved} />
      </Facts>
      {isCounted && !isOfNothing && <Counted nova={nova} />}
    </Fold>
  )
}

const isReserved = ({ hostGib, cacheIsReserved }: Numbers['reserved']): boolean =>
  hostGib > 0 || cacheIsReserved

/** What the numbers that are no more than a bound leave out. */
function BoundNote({ nova: { bound, unknown = 'incomplete' } }: Pick<NovaNumbersProps, 'nova'>) {
  const { t } = useTranslation()
  if (bound === undefined) return undefined
  const left = bound.unsummed > 0 && t('accounting.nova.unsummed', { count: bound.unsummed })
  return (
    <p className={classes['faint']}>
      {t(`accounting.nova.unknown.${unknown}`)} {left}
    </p>
  )
}

function ReservedFacts({ reserved }: Pick<Numbers, 'reserved'>) {
  const { t } = useTranslation()
  return (
    <>
      {reserved.hostGib > 0 && (
        <GibFact name={t('accounting.nova.reserved')} gib={reserved.hostGib} />
      )}
      {reserved.cacheIsReserved && (
        <GibFact name={t('accounting.nova.reservedCache')} gib={reserved.cacheGib} />
      )}
    </>
  )
}

function GibFact({ name, gib }: { readonly name: string; readonly gib: number }) {
  const { t } = useTranslation()
  return <Fact name={name}>{withMinus(t('accounting.nova.gibValue', { gib }))}</Fact>
}

/** Of folders that stand for domains the sum is about right at best; a bound is one of domains. */
export function leastText(
  { from, availableLeast }: Pick<Numbers, 'from' | 'availableLeast'>,
  bytes: number,
): string {
  const text = withMinus(formatGib(bytes))
  if (availableLeast === undefined) return `≤ ${text}`
  return from === 'folders' ? `≈ ${text}` : text
}
