import type { Language } from '../../ipc/contract.ts'

const INSTANT = / \(?(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z\)?$/

/** Evidence such as `disk.delta 2026-11-14T18:11:59Z`, a file with its last change, as people read it. */
export function datedName(text: string, language: Language): string {
  return text.replace(INSTANT, language === 'zh-CN' ? '（$1 $2 UTC）' : ' ($1 $2 UTC)')
}
