import { useTranslation } from 'react-i18next'
import { openedBy } from '../../../../shared/analysis/accounting/cache/doubts-open.ts'
import type { MoveTogether } from '../../../../shared/analysis/accounting/travel/move-together.ts'
import { cacheOf } from '../../../../shared/analysis/cache-of.ts'
import type { FreedReport } from '../../../../shared/ipc/answers.ts'
import { formatCount } from '../../../format/number.ts'
import { baseName, showName } from '../../../format/path.ts'
import { sumText } from '../../../format/sum-text.ts'
import { useScan } from '../../../stores/context.tsx'
import { NotRead } from '../NotRead.tsx'
import { BrokenFiles } from './BrokenFiles.tsx'
import classes from './SelectionBar.module.css'

/** Of what could not be read the first few. */
const NAMED = 3

/** Paths of a list; what is more is counted. */
const shown = 12

/** What goes along with a deletion, what breaks, and what stays after all. */
export function FreedDetails({ freed }: { readonly freed: FreedReport }) {
  const { t } = useTranslation()
  const { bases, mayGo, breaks, breakCount, kept, unknown, certain, plain = 0 } = freed
  const { outliving } = freed
  return (
    <div className={classes['details']} tabIndex={-1}>
      {bases.length + mayGo.length + breakCount === 0 && <p>{t('accounting.selection.nothing')}</p>}
      {plain > 0 && <p>{t('accounting.selection.plain', { count: plain })}</p>}
      <BrokenFiles breaks={breaks} count={breakCount} />
      <List
        title={t('accounting.selection.basesTitle')}
        texts={bases.map(baseName)}
        count={bases.length}
      />
      <List
        title={t('accounting.selection.mayGo')}
        texts={mayGo.map(baseName)}
        count={mayGo.length}
      />
      <NotReadOf freed={freed} />
      <List title={t('accounting.selection.kept')} texts={kept} count={kept.length} />
      <List
        title={t('accounting.selection.outliving')}
        texts={outliving}
        count={outliving.length}
      />
      <List title={t('accounting.selection.unknown')} texts={unknown} count={unknown.length} />
      {freed.move !== undefined && <Move move={freed.move} />}
      {!certain && mayGo.length > 0 && (
        <p className={classes['high']}>{t('accounting.selection.uncertain')}</p>
      )}
      <p className={classes['soft']}>{t('accounting.selection.never')}</p>
    </div>
  )
}

/** What leaves open whether the bases go along. */
function NotReadOf({ freed: { mayGo } }: { readonly freed: FreedReport }) {
  const view = useScan(({ view }) => view)
  const [first] = mayGo
  const cache = view && first !== undefined ? cacheOf(view, first) : undefined
  if (cache === undefined) return undefined
  return <NotRead opened={openedBy(cache, mayGo.map(baseName), NAMED)} />
}

/** To move them instead: what is copied, and what of it another host may have already. */
function Move({ move }: { readonly move: MoveTogether }) {
  const { t } = useTranslation()
  const { instances: count, together, basesThere, unknown } = move
  const isAtLeast = unknown > 0
  return (
    <>
      <h4>{t('accounting.selection.moveTitle', { count })}</h4>
      <p>
        {t('accounting.selection.moveText', {
          size: sumText(together, isAtLeast),
          there: sumText(basesThere, isAtLeast),
        })}
      </p>
      {isAtLeast && <p>{t('accounting.selection.moveUnknown', { count: unknown })}</p>}
    </>
  )
}

function List(props: {
  readonly title: string
  readonly texts: readonly string[]
  readonly count: number
}) {
  const { t, i18n } = useTranslation()
  if (props.count === 0) return undefined
  const texts = props.texts.slice(0, shown)
  const more = props.count - texts.length
  return (
    <>
      <h4>
        {props.title}{' '}
        <span className={classes['soft']}>{formatCount(props.count, i18n.language)}</span>
      </h4>
      <ul className="selectable">
        {texts.map((text) => (
          <li key={text}>{showName(text)}</li>
        ))}
        {more > 0 && <li>{t('accounting.dependants.more', { count: more })}</li>}
      </ul>
    </>
  )
}
