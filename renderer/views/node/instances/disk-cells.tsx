import type { ReactNode } from 'react'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { labelled } from '../../../../shared/i18n/sentences.ts'
import classes from '../../../components/cells.module.css'
import { Cell } from '../../../components/cells.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { remoteKind } from '../../../format/remote-kind.ts'
import type { useText } from '../../../i18n/text.tsx'
import { BaseName } from '../bases/BaseName.tsx'
import { basesOf, isBroken, noBase, type StandsOn } from '../tables/bases-of.ts'
import { diskCount, elsewhereOf, elsewhereText, rootElsewhere } from './elsewhere.ts'
import { unknownVirtual } from './instance-sums.ts'

interface DiskContext {
  readonly row: InstanceRow
  readonly t: ReturnType<typeof useText>['t']
  readonly language: string
}

/** How many disks lie in its folder, and after a plus how many elsewhere. */
export function disksCell({ row, t, language }: DiskContext): ReactNode {
  const { disks, incomplete } = row
  const elsewhere = elsewhereOf(row)
  const more = elsewhere.length === 0 ? '' : ` + ${elsewhere.length}`
  const where = elsewhere.length === 0 ? [] : [elsewhereText(elsewhere, t, language)]
  if (incomplete === undefined) {
    return (
      <Cell align="end" title={where[0]}>
        {`${disks.length}${more}`}
      </Cell>
    )
  }
  const isUnknown = diskCount(row) === undefined
  const why = disks.length === 0 ? t(unknownVirtual(row)) : t('unknown.folderLeast')
  return (
    <Cell align="end" title={[why, ...where].join('\n')} {...(isUnknown && { look: 'faint' })}>
      {isUnknown ? '–' : `≥ ${disks.length}${more}`}
    </Cell>
  )
}

/** What its disks stand on; of one whose root disk is elsewhere, where that is. */
export function baseCell({ row, t, language }: DiskContext): ReactNode {
  const root = rootElsewhere(row)
  const bases = basesOf(row)
  const [first] = bases
  if (root !== undefined) {
    const titles = [
      elsewhereText([root], t, language),
      ...bases.map((base) => titleOf(base, t, language)),
    ]
    return (
      <Cell look="soft" title={titles.join('\n')}>
        {remoteKind(root, t)}
        {more(bases.length, t)}
      </Cell>
    )
  }
  if (first === undefined) {
    return (
      <Cell look="faint" title={t(noBase(row))}>
        –
      </Cell>
    )
  }
  return (
    <Cell look="mono" title={bases.map((base) => titleOf(base, t, language)).join('\n')}>
      <span className={classes['followed']}>
        <span>
          <BaseName {...first} />
        </span>
        <span>{more(bases.length - 1, t)}</span>
      </span>
    </Cell>
  )
}

function more(count: number, t: DiskContext['t']): ReactNode {
  return count > 0 && ` ${t('instances.moreBases', { count })}`
}

function titleOf({ name, chain }: StandsOn, t: DiskContext['t'], language: string): string {
  return isBroken(chain)
    ? labelled(showName(name), t(`chain.short.${chain}`), offeredLanguage(language))
    : showName(baseName(name))
}
