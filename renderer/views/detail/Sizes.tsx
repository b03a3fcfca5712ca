import { useTranslation } from 'react-i18next'
import type { KnownSizes } from '../../../shared/analysis/accounting/forest/sizes.ts'
import { novaDisk } from '../../../shared/analysis/accounting/nova/nova-disk.ts'
import { allocatedInParts } from '../../../shared/analysis/chain/data-parts.ts'
import type { DiskCell, InstanceRow } from '../../../shared/analysis/rows/rows.ts'
import { knownSizesOfDisk } from '../../../shared/analysis/sizes/known-allocated.ts'
import { Fact, Facts, SizeFact, Unknown } from '../../components/Facts.tsx'
import { showName } from '../../format/path.ts'
import { leastExclusiveOfDisk } from '../node/at-least.ts'
import classes from './detail.module.css'
import { NotReadBeside } from './instance/NotReadBeside.tsx'
import { Section } from './Section.tsx'

interface SizesFactsProps {
  readonly sizes: KnownSizes | undefined
  /** Why what is exclusive may be more. */
  readonly atLeast: string | undefined
  /** Why they are not known, when that is not because the scan goes on. */
  readonly unknown?: string
  readonly exclusiveNotes?: readonly string[]
}

/** What something costs; known when the scan has ended. */
export function SizesFacts(props: SizesFactsProps) {
  const { sizes, atLeast, unknown: reason, exclusiveNotes = [] } = props
  const { t } = useTranslation()
  const unknown = reason ?? t('accounting.notYet')
  const same = t('accounting.sameReason')
  return (
    <>
      <SizeFact
        name={t('accounting.exclusive')}
        explain="exclusive"
        bytes={sizes?.exclusive}
        unknown={unknown}
        atLeast={atLeast}
        note={exclusiveNotes.map((note) => (
          <p key={note} className={classes['faint']}>
            {note}
          </p>
        ))}
      />
      <SizeFact
        name={t('accounting.shared')}
        explain="shared"
        bytes={sizes?.shared}
        unknown={sizes === undefined ? same : unknown}
      />
      <SizeFact
        name={t('accounting.amortised')}
        explain="amortised"
        bytes={sizes?.amortised}
        unknown={sizes?.shared === undefined ? same : unknown}
      />
    </>
  )
}

interface DiskSizesProps {
  readonly row: InstanceRow
  readonly disk: DiskCell
  /** Why it is not known what it costs. */
  readonly unknown: string
}

/** A disk of an instance: what it costs, and what Nova says of it, by Nova's own names. */
export function DiskSizes({ row, disk, unknown }: DiskSizesProps) {
  const { t } = useTranslation()
  const nova = novaDisk(disk)
  const inParts = allocatedInParts(disk)
  return (
    <Section title={t('accounting.nova.disk')} explain="availableLeast">
      <Facts>
        <SizesFacts
          sizes={knownSizesOfDisk(disk)}
          atLeast={leastExclusiveOfDisk(disk, t)}
          unknown={unknown}
        />
        {inParts > 0 && (
          <SizeFact name={t('accounting.inParts')} explain="allocated" bytes={inParts} />
        )}
        <Fact name="type" look="mono">
          {nova.type === 'unknown' ? <Unknown reason={t('facts.unknown')} /> : showName(nova.type)}
        </Fact>
        <SizeFact name="virt_disk_size" bytes={nova.virtDiskSize} />
        <SizeFact name="disk_size" bytes={nova.diskSize} />
        <SizeFact name="over_committed_disk_size" bytes={nova.overCommittedDiskSize} />
        <Fact name="backing_file" look="mono">
          {nova.backingFile === undefined ? (
            <Unknown reason={t('facts.unknown')} />
          ) : nova.backingFile === '' ? (
            '–'
          ) : (
            showName(nova.backingFile)
          )}
        </Fact>
      </Facts>
      <NotReadBeside row={row} disk={disk} />
      {disk.novaLeavesOut !== undefined && (
        <p className={classes['faint']}>{t(`accounting.nova.out.${disk.novaLeavesOut}`)}</p>
      )}
    </Section>
  )
}
