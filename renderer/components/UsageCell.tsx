import { usageBar } from '../charts/geometry.ts'
import { sumText } from '../format/sum-text.ts'
import { useText } from '../i18n/text.tsx'
import classes from './cells.module.css'

/** What is allocated inside of the outline of what the guest sees; `scale` is the bytes of a whole bar. */
export function UsageCell(props: {
  readonly virtual: number | undefined
  /** Not known where a file system makes it up. */
  readonly allocated: number | undefined
  readonly scale: number
  /** There may be more that the guest sees. */
  readonly isAtLeast?: boolean
  /** There may be more that is allocated. */
  readonly isAllocatedAtLeast?: boolean
}) {
  const { virtual, allocated, scale, isAtLeast, isAllocatedAtLeast } = props
  const { t } = useText()
  const { outline, fill, beyond } = usageBar(virtual, allocated ?? 0, scale, isAtLeast)
  const title = t('chain.sizeOf', {
    allocated: sumText(allocated, isAllocatedAtLeast === true),
    virtual: sumText(virtual, isAtLeast === true),
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element
    // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells
    <div role="gridcell" className={classes['bar']} title={title} aria-label={title}>
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
