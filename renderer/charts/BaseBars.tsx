import { useTranslation } from 'react-i18next'
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import classes from './BaseBars.module.css'

export interface BaseBar {
  /** Of the bar, and no other's. */
  readonly key: string
  readonly name: string
  readonly where: string | undefined
  /** Bytes. */
  readonly allocated: number
  readonly overlays: number
  /** Both together, as it is written. */
  readonly sum: string
  /** The whole name, its place and both parts. */
  readonly title: string
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
  readonly rowPixels: number
  readonly onShow: (bar: BaseBar) => void
}

/** Bars with their names and sums, each row leading to its base, and a legend. */
export function BaseBars({ bars, series, drawn, rowPixels, onShow }: BaseBarsProps) {
  const { t } = useTranslation()
  return (
    <figure className={classes['chart']} aria-label={t('detail.topBases')}>
      <ul className={classes['names']}>
        {bars.map((bar) => (
          <li key={bar.key} style={{ height: rowPixels }}>
            <button
              type="button"
              className={classes['row']}
              title={bar.title}
              onClick={() => onShow(bar)}
            >
              <BarName bar={bar} />
              <span className={classes['sum']}>{bar.sum}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={classes['bars']} aria-hidden>
        <ResponsiveContainer width="100%" height={bars.length * rowPixels}>
          <BarChart data={[...bars]} layout="vertical" margin={margin} accessibilityLayer={false}>
            <XAxis type="number" hide />
            <YAxis type="category" dataKey="key" hide />
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
      </div>
      <Legend series={series} />
    </figure>
  )
}

/** A base by its name, and by its place where another has that name too. */
function BarName({ bar: { name, where } }: { readonly bar: BaseBar }) {
  return (
    <span className={classes['name']}>
      <span data-look="mono">{name}</span>
      {where !== undefined && <span className={classes['where']}>{where}</span>}
    </span>
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

const margin = { top: 0, right: 0, bottom: 0, left: 0 }
