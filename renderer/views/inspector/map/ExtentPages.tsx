import { ActionIcon, Tooltip } from '@mantine/core'
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../../format/number.ts'
import { PAGE_EXTENTS } from '../../../stores/disk-map.ts'
import classes from './map.module.css'

interface ExtentPagesProps {
  readonly first: number
  readonly shown: number
  readonly total: number
  readonly onPage: (first: number) => void
  readonly children: ReactNode
}

/** Which of the extents are shown, and the way to others. */
export function ExtentPages({ first, shown, total, onPage, children }: ExtentPagesProps) {
  const { t, i18n } = useTranslation()
  const number = (value: number) => formatCount(value, i18n.language)
  const last = Math.max(0, Math.floor((total - 1) / PAGE_EXTENTS) * PAGE_EXTENTS)
  const turns = [
    { key: 'first', Icon: ChevronFirst, to: 0 },
    { key: 'previous', Icon: ChevronLeft, to: first - PAGE_EXTENTS },
    { key: 'next', Icon: ChevronRight, to: first + PAGE_EXTENTS },
    { key: 'last', Icon: ChevronLast, to: last },
  ] as const
  return (
    <div className={classes['pages']}>
      <span role="status">
        {t('inspector.map.extents.range', {
          from: number(shown === 0 ? 0 : first + 1),
          to: number(first + shown),
          total: number(total),
        })}
      </span>
      {turns.map(({ key, Icon, to }) => (
        <Tooltip key={key} label={t(`inspector.map.extents.${key}`)}>
          <ActionIcon
            aria-label={t(`inspector.map.extents.${key}`)}
            disabled={to < 0 || to > last || to === first}
            onClick={() => onPage(to)}
          >
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
      {children}
    </div>
  )
}
