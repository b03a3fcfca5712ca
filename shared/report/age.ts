import type { Language } from '../ipc/contract.ts'
import { formatCount } from './count.ts'
import { counted } from './counted.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const units = {
  en: { day: 'day', hour: 'hour', minute: 'minute', less: 'less than a minute' },
  'zh-CN': { day: ' 天', hour: ' 小时', minute: ' 分钟', less: '不到 1 分钟' },
} as const

/** How long, in its largest whole unit: days from two on, hours and minutes from one on. */
export function formatAge(ms: number, language: Language): string {
  const words = units[language]
  if (ms >= 2 * DAY) return inUnit(Math.floor(ms / DAY), words.day, language)
  if (ms >= HOUR) return inUnit(Math.floor(ms / HOUR), words.hour, language)
  if (ms < MINUTE) return words.less
  return inUnit(Math.floor(ms / MINUTE), words.minute, language)
}

function inUnit(count: number, unit: string, language: Language): string {
  return language === 'zh-CN' ? `${formatCount(count)}${unit}` : counted(count, unit)
}
