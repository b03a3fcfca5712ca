import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSize } from '../../shared/report/size.ts'
import type { Term } from '../../shared/vocabulary/terms.ts'
import { formatCount } from '../format/number.ts'
import { Explain } from './Explain.tsx'
import classes from './Facts.module.css'

interface FactsProps {
  /** Numbers of which the last is what the others come to. */
  readonly look?: 'sum' | undefined
  readonly children: ReactNode
}

/** Names and values, one below the other. */
export function Facts({ look, children }: FactsProps) {
  return (
    <dl className={classes['facts']} data-look={look}>
      {children}
    </dl>
  )
}

interface FactProps {
  readonly name: string
  /** The name gets an info button. */
  readonly explain?: Term | undefined
  readonly children: ReactNode
  readonly look?: 'mono' | undefined
}

export function Fact({ name, explain, children, look }: FactProps) {
  return (
    <>
      <dt>
        {explain === undefined ? <Breakable name={name} /> : <Explained name={name} of={explain} />}
      </dt>
      <dd className="selectable" data-look={look}>
        {children}
      </dd>
    </>
  )
}

/** The last word of a name; of a Chinese one, where a line breaks before any character, its last two. */
const LAST_WORD = /(?:\p{sc=Han}{1,2}\p{Pe}?|[^\s_\p{sc=Han}]+)$/u

/** A button on a line of its own would be no name's: it stays beside the last word. */
function Explained({ name, of }: { readonly name: string; readonly of: Term }) {
  const [last = ''] = LAST_WORD.exec(name) ?? []
  return (
    <>
      <Breakable name={name.slice(0, name.length - last.length)} />
      <wbr />
      <span className={classes['last']}>
        {last}
        <Explain of={of} title={name} />
      </span>
    </>
  )
}

/** Where it has to break, an option's name does so after an underscore, and not before its last letter. */
function Breakable({ name }: { readonly name: string }) {
  const [first, ...more] = name.split(/(?<=_)/)
  return (
    <>
      {first}
      {more.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a name have no other place
        <Fragment key={at}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </>
  )
}

/** A dash for what is not known, with the reason to be read by all. */
export function Unknown({ reason }: { readonly reason: string }) {
  return (
    <span className={classes['unknown']} title={reason}>
      – <span className={classes['reason']}>{reason}</span>
    </span>
  )
}

/** Bytes for people and exactly. */
export function SizeFact(props: {
  readonly name: string
  readonly bytes: number | undefined
  readonly unknown?: string
  readonly explain?: Term
  /** How the bytes are written for people, where that is not in the unit that suits them. */
  readonly format?: (bytes: number) => string
  /** Why it may be more; empty where that stands beside it. */
  readonly atLeast?: string | undefined
  /** What has to be known of it. */
  readonly note?: ReactNode
  /** Where the exact bytes are read; beside the size if not said. */
  readonly exact?: 'title' | undefined
}) {
  const { t } = useTranslation()
  const { name, bytes, explain, unknown = t('facts.unknown'), format = formatSize } = props
  const { atLeast, note, exact } = props
  return (
    <Fact name={name} explain={explain}>
      {bytes === undefined ? (
        <Unknown reason={unknown} />
      ) : (
        <>
          {atLeast !== undefined && '≥ '}
          {exact === 'title' ? (
            <span title={t('facts.bytes', { bytes: formatCount(bytes, 'en') })}>
              {format(bytes)}
            </span>
          ) : (
            `${format(bytes)} `
          )}
          {exact === undefined && Math.abs(bytes) >= 1024 && (
            <span className={classes['exact']}>
              {t('facts.bytes', { bytes: formatCount(bytes, 'en') })}
            </span>
          )}
          {atLeast && <span className={classes['least']}>{atLeast}</span>}
          {note}
        </>
      )}
    </Fact>
  )
}
