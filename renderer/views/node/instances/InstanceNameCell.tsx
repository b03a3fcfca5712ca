import type { ComponentProps } from 'react'
import { FirstCell } from '../../../components/cells.tsx'
import { KeptEnd } from '../../../components/KeptEnd.tsx'
import { WorstProblem } from '../../../components/ProblemsCell.tsx'
import { nameEnd, showName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { useScan } from '../../../stores/context.tsx'
import { mayBeMore } from '../../../stores/scan-lacks.ts'
import { oddityOf } from '../tables/oddity.tsx'
import type { RowContext } from './InstanceCells.tsx'

/** A row without a name is told by its UUID, here where that has no column. */
export function InstanceNameCell({ row, expanded, columns, t, language }: RowContext) {
  const isShown = columns.some(({ id }) => id === 'problems')
  const odd = oddityOf(row, { t, language })
  const tag =
    isShown || row.findings.length === 0 ? (
      odd
    ) : (
      <>
        <WorstProblem problems={row.findings} />
        {odd}
      </>
    )
  if (row.name !== undefined) {
    return (
      <FirstCell expanded={expanded} title={showName(row.name)} tags={tag}>
        <KeptEnd text={showName(row.name)} end={nameEnd(showName(row.name))} />
      </FirstCell>
    )
  }
  if (columns.some(({ id }) => id === 'uuid')) return <Unnamed expanded={expanded} tags={tag} />
  return (
    <FirstCell expanded={expanded} look="mono" title={row.uuid} tags={tag}>
      {showName(row.uuid)}
    </FirstCell>
  )
}

function Unnamed(props: Pick<ComponentProps<typeof FirstCell>, 'expanded' | 'tags'>) {
  const { t } = useText()
  const why = useScan(mayBeMore) ? 'notReached' : 'unnamed'
  return (
    <FirstCell {...props} look="faint" title={t(`instances.${why}Hint`)}>
      {t(`instances.${why}`)}
    </FirstCell>
  )
}
