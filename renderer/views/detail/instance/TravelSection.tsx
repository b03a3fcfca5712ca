import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isState, type NeededFile } from '../../../../shared/analysis/accounting/travel/travel.ts'
import {
  basesThereDoubt,
  flattenedDoubt,
  lengthDoubt,
  type TravelDoubt,
  togetherDoubt,
} from '../../../../shared/analysis/accounting/travel/travel-doubt.ts'
import { sharersAt } from '../../../../shared/analysis/hosts/sharing-hosts.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Fact, Facts, SizeFact, Unknown } from '../../../components/Facts.tsx'
import { FailureText } from '../../../components/FailureText.tsx'
import { FaultText } from '../../../components/FaultText.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { isShut } from '../../node/instances/instance-sums.ts'
import { selectionFor } from '../../node/node-index.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { Lacking } from './Lacking.tsx'
import { Rest } from './Rest.tsx'
import { RunningNote } from './RunningNote.tsx'
import { State } from './State.tsx'
import { useFlattened } from './useFlattened.ts'
import { useTravel } from './useTravel.ts'

/** The overlay alone is not the disk: what must be moved or saved with an instance, and its size. */
export function TravelSection({ row }: { readonly row: InstanceRow }) {
  const { t } = useTranslation()
  const answer = useTravel(row.id)
  const view = useScan((scan) => scan.view)
  if (answer === undefined) return undefined
  if (answer.kind === 'failed') {
    return (
      <Section title={t('accounting.travel.title')} explain="travels">
        <FailureText failure={answer.failure} />
      </Section>
    )
  }
  const { travel } = answer
  if (isShut(row)) {
    return (
      <Section title={t('accounting.travel.title')} explain="travels">
        <Unknown reason={t('instances.shut')} />
      </Section>
    )
  }
  const isAtLeast = row.incomplete !== undefined
  const sharers = view === undefined ? [] : sharersAt(view, row.id)
  return (
    <Section title={t('accounting.travel.title')} explain="travels">
      <RunningNote row={row} />
      <ul className={classes['rows']}>
        <li className={classes['entry']}>
          <span>{t('accounting.travel.own', { count: travel.ownFiles })}</span>
          <span className={classes['rowSize']}>{formatSize(travel.own)}</span>
        </li>
        {travel.rest?.map((file) => (
          <Rest key={file.path} file={file} instance={row.id} />
        ))}
        {travel.needed.map((file) =>
          isState(file) ? (
            <State key={file.path} file={file} tpm={row.identity?.tpm} />
          ) : (
            <Needed key={file.path} file={file} />
          ),
        )}
      </ul>
      <Facts>
        <SumFact sum="together" bytes={travel.together} doubt={togetherDoubt(row, travel)} />
        <SumFact sum="ownAlone" bytes={travel.basesThere} doubt={basesThereDoubt(row, travel)} />
        {travel.needed.some(isNoBase) && <Note>{t('accounting.travel.noBase')}</Note>}
        <FlattenedFact row={row} doubt={flattenedDoubt(row, travel)} />
      </Facts>
      {sharers.length > 0 && (
        <p className={classes['faint']}>
          {t('accounting.travel.stays', { hosts: sharers.map(showName).join(', ') })}
        </p>
      )}
      {lengthDoubt(row, travel) === undefined && (
        <p className={classes['faint']}>
          {t('accounting.travel.length', { size: formatSize(travel.togetherLength) })}
        </p>
      )}
      {isAtLeast && <p className={classes['warning']}>{t('unknown.folderLeast')}</p>}
      {travel.needed.some((file) => isState(file) && file.allocated === undefined) && (
        <p className={classes['warning']}>{t('accounting.travel.unseenState')}</p>
      )}
      <Lacking travel={travel} />
    </Section>
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

function Needed({ file }: { readonly file: NeededFile }) {
  const { t } = useTranslation()
  const index = useNodeIndex()
  const { select } = useView(selectViewActions)
  const users = useUsersNote()
  const owner = useOwnerNote()
  const { path, kind, allocated } = file
  const notes = [t(`accounting.travel.kind.${kind}`), owner(file), users(file)]
  return (
    <li>
      <button
        type="button"
        className={classes['row']}
        onClick={() => select(selectionFor(path, index))}
      >
        <span className={classes['rowName']} title={showName(path)}>
          {showName(baseName(path))}
        </span>
        <span className={classes['rowSize']}>
          {allocated === undefined ? t('accounting.travel.outside') : formatSize(allocated)}
        </span>
        <span className={classes['under']}>
          {notes.filter((note) => note !== undefined).join(' · ')}
        </span>
      </button>
    </li>
  )
}

/** Whose disk it is: all are called alike. */
function useOwnerNote() {
  const { t } = useTranslation()
  const index = useNodeIndex()
  return ({ of }: NeededFile): string | undefined => {
    if (of === undefined) return undefined
    const folder = showName(baseName(of))
    const name = index.instances.get(of)?.name
    const owner = name === undefined ? folder : `${showName(name)} (${folder})`
    return t('accounting.travel.of', { name: owner })
  }
}

/** Who else uses a needed file; what was not read may use a base as well. */
function useUsersNote() {
  const { t } = useTranslation()
  const index = useNodeIndex()
  return ({ path, otherUsers: count }: NeededFile): string | undefined => {
    const isAtLeast = index.bases.get(path)?.isUsersAtLeast === true
    if (count === 0) return isAtLeast ? t('accounting.travel.mayBeUsed') : undefined
    return t(`accounting.travel.${isAtLeast ? 'alsoUsedLeast' : 'alsoUsed'}`, { count })
  }
}

/** What limits the number above it, over the whole width. */
function Note({ children }: { readonly children: string }) {
  return (
    <>
      <dt className="hidden-visually" />
      <dd className={classes['factNote']}>{children}</dd>
    </>
  )
}

interface FlattenedFactProps {
  readonly row: InstanceRow
  readonly doubt: TravelDoubt | undefined
}

/** What is not whole is not measured: its size would be that of something else. */
function FlattenedFact({ row, doubt }: FlattenedFactProps) {
  const { t } = useTranslation()
  const { state, measure, cancel } = useFlattened(row.id, row.disks)
  if (row.disks.length === 0) return undefined
  const name = t('accounting.travel.flattened')
  if (doubt === 'chain' || doubt === 'refused' || doubt === 'unread') {
    const unknown = t(`accounting.travel.doubt.${doubt}`)
    return <SizeFact name={name} explain="flattened" bytes={undefined} unknown={unknown} />
  }
  if (state.kind === 'done') {
    return (
      <>
        <SizeFact name={name} explain="flattened" bytes={state.required} />
        {!state.exact && <Note>{t('accounting.travel.about')}</Note>}
        {state.missing > 0 && (
          <Note>{t('accounting.travel.missing', { size: formatSize(state.missing) })}</Note>
        )}
      </>
    )
  }
  return (
    <Fact name={name} explain="flattened">
      {state.kind === 'failed' && <FailureText failure={state.failure} />}
      {state.kind === 'refused' && <FaultText fault={state.fault} />}
      <Button
        size="compact-xs"
        variant="default"
        loading={state.kind === 'measuring'}
        onClick={() => void measure()}
      >
        {t('accounting.travel.measure')}
      </Button>
      {state.kind === 'measuring' && (
        <Button size="compact-xs" variant="subtle" onClick={cancel}>
          {t('inspector.task.cancel')}
        </Button>
      )}
    </Fact>
  )
}
