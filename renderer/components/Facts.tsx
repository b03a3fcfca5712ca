import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSize } from '../../shared/report/size.ts'
import { formatCount } from '../format/number.ts'
import classes from './Facts.module.css'

/** Names and values, one below the other. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={classes['facts']}>{children}</dl>
}

interface FactProps {
  readonly name: string
  readonly children: ReactNode
  readonly look?: 'mono' | undefined
}

export function Fact({ name, children, look }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="selectable" data-look={look}>
        {children}
      </dd>
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
}) {
  const { t } = useTranslation()
  const { name, bytes, unknown = t('facts.unknown') } = props
  return (
    <Fact name={name}>
      {bytes === undefined ? (
        <Unknown reason={unknown} />
      ) : (
        <>
          {formatSize(bytes)}{' '}
          {bytes >= 1024 && (
            <span className={classes['exact']}>
              {t('facts.bytes', { bytes: formatCount(bytes, 'en') })}
            </span>
          )}
        </>
      )}
    </Fact>
  )
}
