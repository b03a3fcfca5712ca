import { useTranslation } from 'react-i18next'
import { StackedBar } from '../../../components/StackedBar.tsx'
import classes from '../detail.module.css'

interface GrowthBarProps {
  readonly need: number
  readonly available: number
  readonly format: (bytes: number) => string
}

/** What fits in one colour, what does not in another; the track is what stays free. */
export function GrowthBar({ need, available, format }: GrowthBarProps) {
  const { t } = useTranslation()
  const fits = Math.min(need, available)
  const label = t('accounting.growth.bar', {
    need: format(need),
    free: format(available),
  })
  return (
    <div className={classes['bar']}>
      <StackedBar
        parts={[
          { key: 'fits', value: fits, color: 'var(--bar-fill)' },
          { key: 'lacks', value: need - fits, color: 'var(--warning)' },
        ]}
        whole={Math.max(need, available)}
        label={label}
        thick
      />
    </div>
  )
}
