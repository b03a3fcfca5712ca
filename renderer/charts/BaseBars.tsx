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
import { sumText } from '../format/sum-text.ts'
import classes from './BaseBars.module.css'

export interface BaseBar {
  /** Of the bar, and no other's. */
  readonly label: string
  readonly name: string
  readonly where: string | undefined
  /** Bytes. */
  readonly allocated: number
  readonly overlays: number
}

interface Series {
  readonly key: 'allocated' | 'overlays'
  readonly name: string
  readonly color: string
}

interface BaseBarsProps {
  readonly bars: readonly BaseBar[]
  readonly series: readonly Series[]
  /** So many of the series are drawn yet. */
  readonly drawn: number
  readonly height: number
  readonly isAtLeast: boolean
}

/** Bars with their names, a legend, and a card at the pointer. */
export function BaseBars({ bars, series, drawn, height, isAtLeast }: BaseBarsProps) {
  const { t } = useTranslation()
  // The card at the pointer takes as long to make as the bars.
  const [isPointed, setIsPointed] = useState(false)
  return (
    <figure
      className={classes['chart']}
      aria-label={t('detail.topBases')}
      onPointerEnter={() => setIsPointed(true)}
    >
      <ResponsiveContainer width="100%" height={height}>
        <BarChart data={[...bars]} layout="vertical" margin={margin} accessibilityLayer={false}>
          <XAxis type="number" hide />
          <YAxis
            type="category"
            dataKey="label"
            width={116}
            tickLine={false}
            axisLine={false}
            tick={(props: YAxisTickContentProps) => <NameTick {...props} {...bars[props.index]} />}
            interval={0}
          />
          {isPointed && (
            <Tooltip
              formatter={(value) => sumText(Number(value), isAtLeast)}
              contentStyle={tooltip}
              itemStyle={{ color: 'var(--text)', padding: 0 }}
              cursor={{ fill: 'var(--surface-hover)' }}
              isAnimationActive={false}
            />
          )}
          {series.slice(0, drawn).map(({ key, name, color }) => (
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
      <Legend series={series} />
    </figure>
  )
}

function Legend({ series }: Pick<BaseBarsProps, 'series'>) {
  return (
    <figcaption className={classes['legend']}>
      {series.map(({ key, name, color }) => (
        <span key={key}>
          <span className={classes['dot']} style={{ background: color }} />
          {name}
        </span>
      ))}
    </figcaption>
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
