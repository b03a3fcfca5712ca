import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { isAllocatedAtLeast } from '../../../../shared/analysis/sizes/partial.ts'
import { Fold } from '../../../components/Fold.tsx'
import { formatPercent } from '../../../format/number.ts'
import { sumText } from '../../../format/sum-text.ts'
import classes from '../detail.module.css'
import styles from './Overview.module.css'

const uses = ['amortised', 'leftovers', 'unusedCache', 'unknownCache', 'others', 'rest'] as const

/** What is at least so much where something unseen may use bases that nothing seen does. */
const mayBeMore: ReadonlySet<(typeof uses)[number]> = new Set([
  'amortised',
  'leftovers',
  'unusedCache',
])

/** The same bytes by what they are for: the parts add up to what is allocated. */
export function ByUse({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const { totals, accounting } = view
  const { space } = accounting
  const least = isAllocatedAtLeast(view)
  const shown = uses.filter((use) => space[use] !== 0)
  return (
    <Fold title={t('setup.byUse.title')}>
      <table className={styles['kinds']}>
        <tbody>
          {shown.map((use) => (
            <tr key={use}>
              <th scope="row">{t(`setup.byUse.${use}`)}</th>
              <Use
                bytes={space[use]}
                whole={totals.allocated}
                atLeast={least || (mayBeMore.has(use) && space.unknownCache > 0)}
              />
            </tr>
          ))}
        </tbody>
      </table>
      {(space.amortised === undefined || space.leftovers === undefined) && (
        <p className={classes['faint']}>– {t('setup.byUse.shareNotKnown')}</p>
      )}
      {space.unusedCache === undefined && (
        <p className={classes['faint']}>– {t('setup.byUse.notKnown')}</p>
      )}
    </Fold>
  )
}

interface UseProps {
  readonly bytes: number | undefined
  readonly whole: number
  readonly atLeast: boolean
}

/** Why one is not known stands below all of them. */
function Use({ bytes, whole, atLeast }: UseProps) {
  if (bytes === undefined) return <td colSpan={2}>–</td>
  return (
    <>
      <td>
        <span className={styles['size']}>{sumText(bytes, atLeast)}</span>
      </td>
      <td className={styles['share']}>{formatPercent(bytes, whole)}</td>
    </>
  )
}
