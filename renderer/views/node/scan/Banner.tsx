import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './Banner.module.css'

const icons = { high: CircleAlert, warning: TriangleAlert, info: Info } as const

interface BannerProps {
  readonly tone: keyof typeof icons
  readonly title?: string
  readonly children: ReactNode
}

/** A line above every view. What is severe is read out at once to those who cannot see it. */
export function Banner({ tone, title, children }: BannerProps) {
  const Icon = icons[tone]
  return (
    <div className={classes['banner']} data-tone={tone} role={tone === 'high' ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden />
      {title !== undefined && <strong>{title}</strong>}
      {children}
    </div>
  )
}
