import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { BaseRow } from '../../shared/analysis/model.ts'
import { formatSize } from '../../shared/report/size.ts'
import { shortBaseName, shortenMiddle } from '../format/path.ts'
import classes from './BasesChart.module.css'
import { topBases } from './top-bases.ts'
import { useIdle } from './useIdle.ts'

const shownBases = 8
const rowPixels = 26

/** The largest bases, each bar the base itself and then its overlays. The bases table says it in numbers. */
export function BasesChart({ bases }: { readonly bases: readonly BaseRow[] }) {
  const { t } = useTranslation()
  const isIdle = useIdle()
  // The card at the pointer takes as long to make as the bars.
  const [isPointed, setIsPointed] = useState(false)
  const data = topBases(bases, shownBases).map(({ base, count, allocated, overlays }) => ({
    name:
      base === undefined
        ? t('detail.topOther', { count })
        : shortenMiddle(shortBaseName(base.name), 15),
    allocated,
    overlays,
  }))
  const series = [
    { key: 'allocated', name: t('detail.topBase'), color: 'var(--kind-bases)' },
    { key: 'overlays', name: t('detail.topOverlays'), color: 'var(--kind-instances)' },
  ] as const
  const height = data.length * rowPixels + 4
  if (!isIdle) return <div style={{ height }} />
  return (
    <figure
      className={classes['chart']}
      aria-label={t('detail.topBases')}
      onPointerEnter={() => setIsPointed(true)}
    >
      <ResponsiveContainer width="100%" height={height}>
        <BarChart data={data} layout="vertical" margin={margin} accessibilityLayer={false}>
          <XAxis type="number" hide />
          <YAxis
            type="category"
            dataKey="name"
            width={116}
            tickLine={false}
            axisLine={false}
            tick={tick}
            interval={0}
          />
          {isPointed && (
            <Tooltip
              formatter={(value) => formatSize(Number(value))}
              contentStyle={tooltip}
              itemStyle={{ color: 'var(--text)', padding: 0 }}
              cursor={{ fill: 'var(--surface-hover)' }}
              isAnimationActive={false}
            />
          )}
          {series.map(({ key, name, color }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="bytes"
              fill={color}
              barSize={12}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
      <figcaption className={classes['legend']}>
        {series.map(({ key, name, color }) => (
          <span key={key}>
            <span className={classes['dot']} style={{ background: color }} />
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

const margin = { top: 0, right: 8, bottom: 0, left: 0 }
const tick = { fill: 'var(--text-soft)', fontSize: 11.5, fontFamily: 'var(--font-mono)' }
const tooltip = {
  border: '1px solid var(--line-strong)',
  borderRadius: 6,
  background: 'var(--surface-raised)',
  color: 'var(--text)',
  fontSize: 12,
  padding: '6px 10px',
}
