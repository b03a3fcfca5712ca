import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Finding, Severity } from '../../shared/findings/types.ts'
import { formatName } from '../../shared/formats/names.ts'
import type { ImageFormat } from '../../shared/formats/types.ts'
import { formatSize } from '../../shared/report/size.ts'
import { usageBar } from '../charts/geometry.ts'
import { formatLabel } from '../format/image-format.ts'
import { formatCount } from '../format/number.ts'
import { formatTime, formatTimeExact } from '../format/time.ts'
import { useText } from '../i18n/text.tsx'
import classes from './cells.module.css'

// Cells are plain elements: thousands of them are drawn while the table scrolls.

interface CellProps {
  readonly children?: ReactNode
  readonly title?: string | undefined
  readonly align?: 'end'
  readonly look?: 'mono' | 'soft' | 'faint'
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

/** Bytes for people, exact bytes as the title; a dash with its reason where they are not known. */
export function SizeCell(props: {
  readonly bytes: number | undefined
  readonly unknown: string
  readonly atLeast?: string | undefined
  /** Where the bytes come from, when that is not where they usually do. */
  readonly derived?: string | undefined
}) {
  const { bytes, unknown, atLeast, derived } = props
  if (bytes === undefined) {
    return (
      <Cell align="end" look="faint" title={unknown}>
        –
      </Cell>
    )
  }
  const exact = `${formatCount(bytes, 'en')} B`
  return (
    <Cell align="end" title={[exact, atLeast, derived].filter(Boolean).join('\n')}>
      {atLeast !== undefined && '≥ '}
      {derived !== undefined && '≈ '}
      {formatSize(bytes)}
    </Cell>
  )
}

/** qemu's name of the format; what else the content was recognised as is the title. */
export function FormatCell({ format }: { readonly format: ImageFormat | undefined }) {
  const { t } = useText()
  if (format === undefined) {
    return (
      <Cell look="faint" title={t('facts.unknown')}>
        –
      </Cell>
    )
  }
  return (
    <Cell look="soft" title={formatLabel(format)}>
      {formatName(format)}
    </Cell>
  )
}

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
    <Cell title={formatTimeExact(ms)}>
      {date}
      <span className={classes['time']}> {time}</span>
    </Cell>
  )
}

const severities: readonly Severity[] = ['high', 'warning', 'info']

export function ProblemsCell({ problems }: { readonly problems: readonly Finding[] }) {
  const { t } = useText()
  if (problems.length === 0) return <Cell />
  const titles = [...new Set(problems.map(({ code }) => t(`findings.code.${code}.title`)))]
  return (
    <Cell title={titles.join('\n')}>
      <span className={classes['marks']}>
        {severities.map((severity) => {
          const count = problems.filter((problem) => problem.severity === severity).length
          if (count === 0) return undefined
          return (
            <span key={severity} className={classes['mark']} data-severity={severity}>
              <SeverityIcon severity={severity} />
              {count}
              <span className="hidden-visually">{t(`problems.severity.${severity}`)}</span>
            </span>
          )
        })}
      </span>
    </Cell>
  )
}

export function SeverityIcon({
  severity,
  size = 13,
}: {
  readonly severity: Severity
  readonly size?: number
}) {
  switch (severity) {
    case 'high':
      return <CircleAlert size={size} aria-hidden />
    case 'warning':
      return <TriangleAlert size={size} aria-hidden />
    case 'info':
      return <Info size={size} aria-hidden />
  }
}
