import { useTranslation } from 'react-i18next'
import type { CacheOverview } from '../../../../shared/analysis/accounting/cache/cache-overview.ts'
import { baseLog } from '../../../../shared/analysis/base-log.ts'
import { cacheOf } from '../../../../shared/analysis/cache-of.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { Tag } from '../../../components/cells.tsx'
import { showName } from '../../../format/path.ts'
import { formatTimeExact } from '../../../format/time.ts'
import { useScan } from '../../../stores/context.tsx'
import { useCacheWords } from '../../node/bases/useCacheWords.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { useCacheNotes } from './useCacheNotes.ts'

/** What nova-compute does with a base: its state, why, when, and what it logs. */
export function CacheFate({ base }: { readonly base: BaseRow }) {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  const words = useCacheWords()(base)
  const overview = view && cacheOf(view, base.id)
  if (view === undefined) return undefined
  if (words === undefined || overview === undefined) return <Foreign />
  const { removableAtMs = Number.NaN } = base.cache ?? {}
  const removable = formatTimeExact(removableAtMs)
  const isPast = removableAtMs <= view.finishedAtMs
  return (
    <Section title={t('accounting.cache.title')} explain="cacheState">
      <p className={classes['paragraph']}>
        <Tag tone={words.tone}>{words.short}</Tag>
        {removable !== undefined && (
          <>
            {' '}
            {t(`accounting.cache.${isPast ? 'removableSince' : 'removableFrom'}`, {
              time: removable,
            })}
          </>
        )}
      </p>
      <p className={classes['paragraph']}>{words.text}</p>
      <Seen base={base} />
      <Caveats base={base} overview={overview} />
      <Log base={base} view={view} />
    </Section>
  )
}

/** What the manager takes the file for by its name, and what it does not look at although it needs it. */
function Seen({ base: { cache } }: { readonly base: BaseRow }) {
  const { t } = useTranslation()
  if (cache === undefined) return undefined
  const { class: seenAs, unseenUsers } = cache
  return (
    <>
      {seenAs !== undefined && <p className={classes['faint']}>{t(`setup.seenAs.${seenAs}`)}</p>}
      {unseenUsers > 0 && (
        <p className={classes['faint']}>{t('setup.unseenUsers', { count: unseenUsers })}</p>
      )}
    </>
  )
}

function Foreign() {
  const { t } = useTranslation()
  return (
    <Section title={t('accounting.cache.title')} explain="cacheState">
      <p className={classes['paragraph']}>{t('accounting.cache.foreign')}</p>
    </Section>
  )
}

interface CaveatsProps {
  readonly base: BaseRow
  readonly overview: CacheOverview
}

/** Why nobody can tell, or why it may turn out otherwise. */
function Caveats({ base: { cache, name }, overview }: CaveatsProps) {
  const notes = useCacheNotes(overview, name)
  const isUnused = cache?.removableAtMs !== undefined || cache?.kind === 'kept'
  const kind = cache?.why ?? (isUnused ? 'unused' : undefined)
  return (kind === undefined ? [] : notes[kind]).map((note) => (
    <p key={note} className={classes['warning']}>
      {note}
    </p>
  ))
}

function Log({ base, view }: { readonly base: BaseRow; readonly view: NodeView }) {
  const { t } = useTranslation()
  const lines = baseLog(base, view)
  if (lines.length === 0) return undefined
  return (
    <>
      <h4 className={classes['subTitle']}>{t('accounting.cache.log')}</h4>
      <ul className={`selectable ${classes['log']}`}>
        {lines.map(({ level, text }) => (
          <li key={text}>
            <b>{level}</b> {showName(text)}
          </li>
        ))}
      </ul>
    </>
  )
}
