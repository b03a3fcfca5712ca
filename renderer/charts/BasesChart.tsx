import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Bar,
  BarChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
  type YAxisTickContentProps,
} from 'recharts'
import { hostLabels } from '../../shared/analysis/hosts/host-label.ts'
import type { NodeView } from '../../shared/analysis/model.ts'
import { isAllocatedAtLeast } from '../../shared/analysis/sizes/partial.ts'
import { shortBaseName, shortenMiddle, showName } from '../format/path.ts'
import { sumText } from '../format/sum-text.ts'
import classes from './BasesChart.module.css'
import { topBases } from './top-bases.ts'
import { useIdle } from './useIdle.ts'

const shownBases = 8
const lowRowPixels = 26
/** With a second line below the name. */
const tallRowPixels = 36

type BasesOfView = Pick<NodeView, 'bases' | 'nodes' | 'end' | 'totals'>

/** The largest bases, each bar the base itself and then its overlays. The bases table says it in numbers. */
export function BasesChart({ view }: { readonly view: BasesOfView }) {
  const { t } = useTranslation()
  const isIdle = useIdle()
  // The card at the pointer takes as long to make as the bars.
  const [isPointed, setIsPointed] = useState(false)
  const slices = topBases(view.bases, shownBases, hostLabels(view))
  const data = slices.map(({ base, where, count, allocated, overlays }) => {
    const name =
      base === undefined
        ? t('detail.topOther', { count })
        : shortenMiddle(shortBaseName(base.name), 15)
    const place = where === undefined ? undefined : showName(where)
    // Of two bars of one label, the card at the pointer would show the first.
    const label = place === undefined ? name : `${name} ${place}`
    return { label, name, where: place && shortenMiddle(place, 17), allocated, overlays }
  })
  const least = isAllocatedAtLeast(view)
  const series = [
    { key: 'allocated', name: t('detail.topBase'), color: 'var(--kind-bases)' },
    { key: 'overlays', name: t('detail.topOverlays'), color: 'var(--kind-instances)' },
  ] as const
  const rowPixels = data.some(({ where }) => where !== undefined) ? tallRowPixels : lowRowPixels
  const height = data.length * rowPixels + 4
  if (!isIdle) return <div style={{ height }} aria-busy />
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
            dataKey="label"
            width={116}
            tickLine={false}
            axisLine={false}
            tick={(props: YAxisTickContentProps) => <NameTick {...props} {...data[props.index]} />}
            interval={0}
          />
          {isPointed && (
            <Tooltip
              formatter={(value) => sumText(Number(value), least)}
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

interface NameTickProps extends Pick<YAxisTickContentProps, 'x' | 'y'> {
  readonly name?: string
  readonly where?: string | undefined
}

/** A base by its name, and by its place where another has that name too. */
function NameTick({ x, y, name, where }: NameTickProps) {
  return (
    <text x={x} y={y} textAnchor="end" fill="var(--text-soft)" fontSize={11.5}>
      <tspan x={x} dy={where === undefined ? '0.35em' : '-0.2em'} className="mono">
        {name}
      </tspan>
      {where !== undefined && (
        <tspan x={x} dy="1.25em" fill="var(--text-faint)" fontSize={11}>
          {where}
        </tspan>
      )}
    </text>
  )
}

const margin = { top: 0, right: 8, bottom: 0, left: 0 }
const tooltip = {
  border: '1px solid var(--line-strong)',
  borderRadius: 6,
  background: 'var(--surface-raised)',
  color: 'var(--text)',
  fontSize: 12,
  padding: '6px 10px',
}
