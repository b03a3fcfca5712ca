import { useTranslation } from 'react-i18next'
import type { Travel } from '../../../../shared/analysis/accounting/travel/travel.ts'
import {
  growthSum,
  isFreedWithBase,
  virtualOf,
} from '../../../../shared/analysis/rows/instance-sums.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { knownSizes } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { Fact, Facts, SizeFact, Unknown } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'
import { formatTimeExact } from '../../../format/time.ts'
import { leastExclusive, leastOfDisks, leastOfFolder } from '../../node/at-least.ts'
import { isShut, unknownSizes, unknownVirtual } from '../../node/instances/instance-sums.ts'
import { SizesFacts } from '../Sizes.tsx'
import { useBesides } from './useBesides.ts'

interface InstanceFactsProps {
  readonly row: InstanceRow
  /** Undefined until the scanner has answered. */
  readonly travel: Travel | undefined
}

export function InstanceFacts({ row, travel }: InstanceFactsProps) {
  const { t } = useTranslation()
  const besides = useBesides(travel)
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
        atLeast={leastExclusive(row, t)}
        unknown={t(unknownSizes(row))}
        exclusiveNotes={[
          ...(isFreedWithBase(row) ? [t('accounting.withBase')] : []),
          ...(besides === undefined ? [] : [besides]),
        ]}
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
      {row.touchedMs !== undefined && row.touchedMs > row.changedMs && (
        // What has no domain counts as left over from then on.
        <Fact name={t('facts.folderChanged')}>{formatTimeExact(row.touchedMs) ?? '–'}</Fact>
      )}
    </Facts>
  )
}
