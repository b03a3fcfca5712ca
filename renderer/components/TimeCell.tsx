import { formatTime, formatTimeExact } from '../format/time.ts'
import { useText } from '../i18n/text.tsx'
import classes from './cells.module.css'
import { Cell } from './cells.tsx'

/** Local time to the minute, the exact one as the title; a narrow column shows the date alone. */
export function TimeCell({ ms }: { readonly ms: number }) {
  const { t } = useText()
  const text = formatTime(ms)
  if (text === undefined) {
    return (
      <Cell look="faint" title={t('time.unknown')}>
        –
      </Cell>
    )
  }
  const [date, time] = text.split(' ')
  return (
    <Cell title={formatTimeExact(ms)} look="moment">
      {date} <span className={classes['faint']}>{time}</span>
    </Cell>
  )
}
