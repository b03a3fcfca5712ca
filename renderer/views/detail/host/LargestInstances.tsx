import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { isFolderAtLeast } from '../../../../shared/analysis/sizes/known-allocated.ts'
import { KeptEnd } from '../../../components/KeptEnd.tsx'
import { instanceLabel } from '../../../format/instance-label.ts'
import { nameEnd, showName } from '../../../format/path.ts'
import { sumText } from '../../../format/sum-text.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

const SHOWN = 5

/** Who fills the file system: those that take most. Each leads to its details. */
export function LargestInstances({ rows }: { readonly rows: readonly InstanceRow[] }) {
  const { t } = useTranslation()
  const largest = useMemo(() => largestOf(rows), [rows])
  // Of one nobody asks which is the largest.
  if (largest.length < 2) return undefined
  return (
    <Section title={t('detail.largest')}>
      <ul className={classes['rows']}>
        {largest.map((row) => (
          <Largest key={row.id} row={row} />
        ))}
      </ul>
    </Section>
  )
}

function largestOf(rows: readonly InstanceRow[]): readonly InstanceRow[] {
  const taking = rows.filter(({ allocated }) => allocated > 0)
  return taking.toSorted((a, b) => b.allocated - a.allocated).slice(0, SHOWN)
}

function Largest({ row }: { readonly row: InstanceRow }) {
  const { select } = useView(selectViewActions)
  const name = showName(instanceLabel(row))
  return (
    <li>
      <button
        type="button"
        className={classes['row']}
        onClick={() => select({ kind: 'instance', path: row.id })}
      >
        <span className={classes['rowName']} title={name}>
          <KeptEnd text={name} end={nameEnd(name)} />
        </span>
        <span className={classes['rowSize']}>{sumText(row.allocated, isFolderAtLeast(row))}</span>
      </button>
    </li>
  )
}
