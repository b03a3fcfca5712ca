import type { ReactNode } from 'react'
import classes from './cells.module.css'

// Cells are plain elements: thousands of them are drawn while the table scrolls.

interface CellProps {
  readonly children?: ReactNode
  readonly title?: string | undefined
  readonly align?: 'end' | undefined
  readonly look?: 'mono' | 'soft' | 'note' | 'faint' | 'moment'
}

export function Cell({ children, title, align, look }: CellProps) {
  const names = [classes['cell'], align && classes['end'], look && classes[look]]
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element
    // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells
    <div role="gridcell" className={names.filter(Boolean).join(' ')} title={title}>
      {children}
    </div>
  )
}

interface FirstCellProps {
  readonly children: ReactNode
  readonly title?: string | undefined
  readonly expanded?: boolean | undefined
  readonly indent?: boolean
  readonly tags?: ReactNode
  /** Told beside the name, as far as there is room. */
  readonly beside?: string | undefined
  /** Other rows have the name too: both it and what stands beside it are cut where they have to be. */
  readonly isTwin?: boolean
  readonly look?: 'mono' | 'faint' | undefined
}

/** The cell that names a row, with the triangle that opens it. */
export function FirstCell(props: FirstCellProps) {
  const { children, title, expanded, indent, tags, look, beside = '', isTwin } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element
    // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells
    <div
      role="gridcell"
      className={classes['first']}
      data-indent={indent || undefined}
      data-beside={beside === '' ? undefined : isTwin ? 'twin' : 'more'}
      data-tagged={tags ? '' : undefined}
    >
      {expanded !== undefined && <Twisty expanded={expanded} />}
      <span
        className={[classes['label'], look && classes[look]].filter(Boolean).join(' ')}
        title={title}
      >
        {children}
      </span>
      {beside !== '' && <span className={classes['beside']}>{beside}</span>}
      {tags}
    </div>
  )
}

/** The triangle that opens and closes a row. */
export function Twisty({ expanded }: { readonly expanded: boolean }) {
  return (
    <span className={classes['twisty']} data-twisty={expanded ? 'open' : 'closed'} aria-hidden />
  )
}

export function Tag(props: {
  readonly tone?: 'warning' | 'high' | undefined
  readonly children: ReactNode
}) {
  return (
    <span className={classes['tag']} data-tone={props.tone}>
      {props.children}
    </span>
  )
}

/** A line of text over all columns, below an opened row. */
export function WideCell({
  children,
  isAction,
}: {
  readonly children: ReactNode
  readonly isAction?: boolean
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element
    // biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells
    <div role="gridcell" className={classes['wide']}>
      {isAction ? (
        <span className={classes['action']} data-action="">
          {children}
        </span>
      ) : (
        <span className={classes['faint']}>{children}</span>
      )}
    </div>
  )
}
