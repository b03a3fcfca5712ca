import { Link2Off, Lock } from 'lucide-react'
import { shortBackingName } from '../../../../shared/report/backing-path.ts'
import { KeptEnd } from '../../../components/KeptEnd.tsx'
import { nameEnd, shortBaseName } from '../../../format/path.ts'
import { useText } from '../../../i18n/text.tsx'
import { isBroken, type StandsOn } from '../tables/bases-of.ts'
import classes from './BaseName.module.css'

interface BaseNameProps extends StandsOn {
  /** What is told of a chain that is not whole, where it is not the file of this name that is lacking. */
  readonly state?: string
  readonly isAlone?: boolean
}

/** A base in a narrow cell, marked where the chain to it is not whole. */
export function BaseName({ name, chain, state, isAlone }: BaseNameProps) {
  const { t } = useText()
  const short = shortBaseName(shortBackingName(name))
  if (!isBroken(chain)) return isAlone ? <KeptEnd text={short} end={nameEnd(short)} /> : short
  const Icon = chain === 'denied' ? Lock : Link2Off
  return (
    <span className={classes['broken']} data-chain={chain}>
      <Icon size={12} aria-hidden />
      {short}
      <span className="hidden-visually"> {state ?? t(`chain.short.${chain}`)}</span>
    </span>
  )
}
