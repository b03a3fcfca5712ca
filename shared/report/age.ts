import type { Language } from '../ipc/contract.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../values/time.ts'
import { formatCount } from './count.ts'
import { counted } from './counted.ts'

const units = {
  en: { day: 'day', hour: 'hour', minute: 'minute', less: 'less than a minute' },
  'zh-CN': { day: ' 天', hour: ' 小时', minute: ' 分钟', less: '不到 1 分钟' },
} as const

/** How long, in its largest whole unit: days from two on, hours and minutes from one on. */
export function formatAge(ms: number, language: Language): string {
  const words = units[language]
  if (ms >= 2 * DAY_MS) return inUnit(Math.floor(ms / DAY_MS), words.day, language)
  if (ms >= HOUR_MS) return inUnit(Math.floor(ms / HOUR_MS), words.hour, language)
  if (ms < MINUTE_MS) return words.less
  return inUnit(Math.floor(ms / MINUTE_MS), words.minute, language)
}

function inUnit(count: number, unit: string, language: Language): string {
  return language === 'zh-CN' ? `${formatCount(count)}${unit}` : counted(count, unit)
}
