import classes from './ProgressTrack.module.css'

interface ProgressTrackProps {
  readonly label: string
  /** Undefined where nobody knows yet how much there is to do. */
  readonly percent: number | undefined
  /** Stands by itself; else it is an edge of what it is in. */
  readonly isAlone?: boolean
}

/** How far something has come, as a line. */
export function ProgressTrack({ label, percent, isAlone }: ProgressTrackProps) {
  return (
    <div
      className={classes['track']}
      data-alone={isAlone || undefined}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === undefined ? undefined : Math.round(percent)}
    >
      <span
        className={classes['fill']}
        data-unknown={percent === undefined || undefined}
        style={{ width: `${percent ?? 100}%` }}
      />
    </div>
  )
}
