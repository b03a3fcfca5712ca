import { useTranslation } from 'react-i18next'
import type { FreedReport } from '../../../../shared/ipc/answers.ts'
import { groupBy } from '../../../../shared/values/grouped.ts'
import { naturalKey } from '../../../../shared/values/natural-key.ts'
import { order } from '../../../../shared/values/order.ts'
import { formatCount } from '../../../format/number.ts'
import { baseName, showName } from '../../../format/path.ts'
import type { NodeIndex } from '../node-index.ts'
import { useNodeIndex } from '../useNodeIndex.ts'
import classes from './SelectionBar.module.css'

type Broken = FreedReport['breaks'][number]

/** Of each file that would be gone so many. */
const shown = 12

/** Several instances may have one name. */
type Named = Pick<Broken, 'path'> & { readonly name: string }

interface BrokenFilesProps {
  readonly breaks: readonly Broken[]
  /** All of them, of which only the first are told. */
  readonly count: number
}

/** Who has to be warned: what would lose what it stands on, below each file that it would lose. */
export function BrokenFiles({ breaks, count }: BrokenFilesProps) {
  const { t, i18n } = useTranslation()
  const index = useNodeIndex()
  if (count === 0) return undefined
  const groups = [...groupBy(breaks, ({ lost }) => lost)]
  const told = groups.reduce((sum, [, own]) => sum + Math.min(own.length, shown), 0)
  return (
    <>
      <h4 data-tone="high">
        {t('accounting.selection.breaksTitle')}{' '}
        <span className={classes['soft']}>{formatCount(count, i18n.language)}</span>
      </h4>
      {groups.map(([lost, own]) => (
        <Group key={lost} lost={lost} names={namesOf(own, index)} />
      ))}
      {count > told && <p>{t('accounting.dependants.more', { count: count - told })}</p>}
    </>
  )
}

function Group({ lost, names }: { readonly lost: string; readonly names: readonly Named[] }) {
  const { t, i18n } = useTranslation()
  return (
    <>
      <h5>
        {t('accounting.selection.without', { name: showName(baseName(lost)) })}{' '}
        <span className={classes['soft']}>{formatCount(names.length, i18n.language)}</span>
      </h5>
      <ul className="selectable">
        {names.slice(0, shown).map(({ path, name }) => (
          <li key={path}>{showName(name)}</li>
        ))}
      </ul>
    </>
  )
}

function namesOf(breaks: readonly Broken[], index: NodeIndex): readonly Named[] {
  const named = breaks.map((one) => ({ path: one.path, name: nameOf(one, index) }))
  return named.toSorted((a, b) => order(naturalKey(a.name), naturalKey(b.name)))
}

/** An instance by its name; what is left of one by its folder's, which tells the two apart. */
function nameOf({ path, instance }: Broken, index: NodeIndex): string {
  const row = instance === undefined ? undefined : index.instances.get(instance)
  if (row === undefined) return path
  const parts = row.kind === 'instance' ? [row.name ?? row.uuid] : [row.name, baseName(row.id)]
  const owner = parts.filter((part) => part !== undefined).join(' · ')
  return `${owner} / ${baseName(path)}`
}
