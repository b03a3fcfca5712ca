import { useTranslation } from 'react-i18next'
import {
  isState,
  type NeededFile,
} from '../../../../shared/analysis/accounting/travel/needed-files.ts'
import type { Travel } from '../../../../shared/analysis/accounting/travel/travel.ts'
import {
  basesThereDoubt,
  flattenedDoubt,
  lengthDoubt,
  type TravelDoubt,
  togetherDoubt,
} from '../../../../shared/analysis/accounting/travel/travel-doubt.ts'
import { sharersAt } from '../../../../shared/analysis/hosts/sharing-hosts.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import type { Result } from '../../../../shared/ipc/contract.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Facts, SizeFact, Unknown } from '../../../components/Facts.tsx'
import { FailureText } from '../../../components/FailureText.tsx'
import { useNames } from '../../../components/useNames.ts'
import { baseName, showName } from '../../../format/path.ts'
import { useScan } from '../../../stores/context.tsx'
import { isShut } from '../../node/instances/instance-sums.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { FactNote } from './FactNote.tsx'
import { FlattenedFact } from './FlattenedFact.tsx'
import { FolderFile } from './FolderFile.tsx'
import { Lacking } from './Lacking.tsx'
import { Needed } from './Needed.tsx'
import { RunningNote } from './RunningNote.tsx'
import { State } from './State.tsx'

interface TravelSectionProps {
  readonly row: InstanceRow
  /** Undefined until the scanner has answered. */
  readonly answer: Result<Travel> | undefined
}

/** The overlay alone is not the disk: what must be moved or saved with an instance, and its size. */
export function TravelSection({ row, answer }: TravelSectionProps) {
  const { t } = useTranslation()
  if (answer === undefined) return undefined
  return (
    <Section title={t('accounting.travel.title')} explain="travels">
      {!answer.ok ? (
        <FailureText failure={answer.failure} />
      ) : isShut(row) ? (
        <Unknown reason={t('instances.shut')} />
      ) : (
        <TravelBody row={row} travel={answer.value} />
      )}
    </Section>
  )
}

interface TravelProps {
  readonly row: InstanceRow
  readonly travel: Travel
}

function TravelBody({ row, travel }: TravelProps) {
  return (
    <>
      <RunningNote row={row} />
      <TravelFiles row={row} travel={travel} />
      <TravelSums row={row} travel={travel} />
      <TravelNotes row={row} travel={travel} />
      <Lacking travel={travel} />
    </>
  )
}

function TravelFiles({ row, travel }: TravelProps) {
  const { t } = useTranslation()
  return (
    <ul className={classes['rows']}>
      <li className={classes['entry']}>
        <span>{t('accounting.travel.own', { count: travel.ownFiles })}</span>
        <span className={classes['rowSize']}>{formatSize(travel.own)}</span>
      </li>
      {travel.linked?.map((file) => (
        <FolderFile
          key={file.linkedAt}
          file={file}
          instance={row.id}
          note={t('accounting.travel.linked', { name: showName(baseName(file.linkedAt)) })}
        />
      ))}
      {travel.rest?.map((file) => (
        <FolderFile
          key={file.path}
          file={file}
          instance={row.id}
          note={t(`accounting.travel.rest.${file.kind}`)}
        />
      ))}
      {travel.needed.map((file) =>
        isState(file) ? (
          <State key={file.path} file={file} tpm={row.identity?.tpm} />
        ) : (
          <Needed key={file.path} file={file} />
        ),
      )}
    </ul>
  )
}

function TravelSums({ row, travel }: TravelProps) {
  const { t } = useTranslation()
  return (
    <Facts>
      <SumFact sum="together" bytes={travel.together} doubt={togetherDoubt(row, travel)} />
      <SumFact sum="ownAlone" bytes={travel.basesThere} doubt={basesThereDoubt(row, travel)} />
      {travel.needed.some(isNoBase) && <FactNote>{t('accounting.travel.noBase')}</FactNote>}
      <FlattenedFact row={row} doubt={flattenedDoubt(row, travel)} />
    </Facts>
  )
}

/** What the sums do not say. */
function TravelNotes({ row, travel }: TravelProps) {
  const { t } = useTranslation()
  const names = useNames()
  const view = useScan((scan) => scan.view)
  const sharers = view === undefined ? [] : sharersAt(view, row.id)
  return (
    <>
      {sharers.length > 0 && (
        <p className={classes['faint']}>
          {t('accounting.travel.stays', { hosts: names(sharers) })}
        </p>
      )}
      {lengthDoubt(row, travel) === undefined && (
        <p className={classes['faint']}>
          {t('accounting.travel.length', { size: formatSize(travel.togetherLength) })}
        </p>
      )}
      {row.incomplete !== undefined && (
        <p className={classes['warning']}>{t('unknown.folderLeast')}</p>
      )}
      {travel.needed.some((file) => isState(file) && file.allocated === undefined) && (
        <p className={classes['warning']}>{t('accounting.travel.unseenState')}</p>
      )}
    </>
  )
}

/** A disk of another instance, or data that lie elsewhere: no other host has it by itself. */
function isNoBase({ kind, cached }: NeededFile): boolean {
  return (kind === 'backing' || kind === 'data') && cached !== true
}

interface SumFactProps {
  readonly sum: 'together' | 'ownAlone'
  readonly bytes: number
  readonly doubt: TravelDoubt | undefined
}

/** What is known is at least so much where a part of the folder was not seen; that is said below. */
function SumFact({ sum, bytes, doubt }: SumFactProps) {
  const { t } = useTranslation()
  const name = t(`accounting.travel.${sum}`)
  if (doubt === undefined || doubt === 'folder' || doubt === 'unseen') {
    return <SizeFact name={name} bytes={bytes} atLeast={doubt && ''} />
  }
  return <SizeFact name={name} bytes={undefined} unknown={t(`accounting.travel.doubt.${doubt}`)} />
}
