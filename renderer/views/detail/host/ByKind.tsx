import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import {
  isAllocatedAtLeast,
  isNothingOpen,
  isPartial,
} from '../../../../shared/analysis/sizes/partial.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Fold } from '../../../components/Fold.tsx'
import { formatPercent } from '../../../format/number.ts'
import { sumText } from '../../../format/sum-text.ts'
import { type Kind, kindParts } from '../../node/kinds.ts'
import { useShowKind } from '../../node/useShowList.ts'
import { Section } from '../Section.tsx'
import { ByUse } from './ByUse.tsx'
import styles from './Overview.module.css'
import { UnscannedOfNode } from './Unscanned.tsx'

/** What is allocated, by kinds of files, as the card above has it too, and by what they are for. */
export function ByKind({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const { unreadable } = view.totals
  return (
    <Section title={t('detail.allocated')}>
      <Fold title={t('detail.byKind')}>
        <Kinds view={view} />
      </Fold>
      <ByUse view={view} />
      <UnscannedOfNode view={view} />
      {unreadable > 0 && (
        <p className={styles['unreadable']}>{t('totals.unreadable', { count: unreadable })}</p>
      )}
    </Section>
  )
}

function Kinds({ view }: { readonly view: NodeView }) {
  const { totals } = view
  const least = isAllocatedAtLeast(view)
  const isOpen = isNothingOpen(view)
  // A kind of which there is nothing is no line, but where nobody can say so.
  const parts = kindParts(totals.byKind).filter(({ value }) => value > 0 || isOpen)
  return (
    <table className={styles['kinds']}>
      <tbody>
        {parts.map(({ key, value, color }) => (
          <tr key={key}>
            <th scope="row">
              <span className={styles['dot']} style={{ background: color }} />
              <KindName of={key} />
            </th>
            <td>{sumText(isOpen && value === 0 ? undefined : value, least)}</td>
            <td className={styles['share']}>
              {isPartial(view) || (isOpen && value === 0)
                ? '–'
                : formatPercent(value, totals.allocated)}
            </td>
          </tr>
        ))}
        <FoldersThemselves totals={totals} />
      </tbody>
    </table>
  )
}

/** A part of what is other, which is the last of the kinds: each folder takes a block or more of its own. */
function FoldersThemselves({ totals: { otherDirectoryAllocated = 0 } }: Pick<NodeView, 'totals'>) {
  const { t } = useTranslation()
  if (otherDirectoryAllocated === 0) return undefined
  return (
    <tr className={styles['within']}>
      <th scope="row">{t('detail.foldersThemselves')}</th>
      <td>{formatSize(otherDirectoryAllocated)}</td>
      <td />
    </tr>
  )
}

/** Each leads to the list that has it. */
function KindName({ of }: { readonly of: Kind }) {
  const { t } = useTranslation()
  const showKind = useShowKind()
  return (
    <button type="button" className={styles['link']} onClick={() => showKind(of)}>
      {t(`kinds.${of}`)}
    </button>
  )
}
