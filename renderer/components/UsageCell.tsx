import { usageBar } from '../charts/geometry.ts'
import classes from './cells.module.css'

/** What is allocated inside of the outline of what the guest sees; `scale` is the bytes of a whole bar. */
export function UsageCell(props: {
  readonly virtual: number | undefined
  readonly allocated: number
  readonly scale: number
  readonly title: string
}) {
  const { outline, fill, beyond } = usageBar(props.virtual, props.allocated, props.scale)
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element
    // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells
    <div role="gridcell" className={classes['bar']} title={props.title} aria-label={props.title}>
      {outline > 0 && <span className={classes['barOutline']} style={{ width: `${outline}%` }} />}
      {fill > 0 && <span className={classes['barFill']} style={{ width: `${fill}%` }} />}
      {beyond > 0 && (
        <span
          className={classes['barBeyond']}
          style={{ left: `${outline}%`, width: `${beyond}%` }}
        />
      )}
    </div>
  )
}
