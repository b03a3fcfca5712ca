import type { Language } from '../ipc/contract.ts'
import { fill } from './fill.ts'

export interface DomainsAlone {
  readonly title: string
  /** What to do to see their disks. */
  readonly text: string
}

const WORDS: Readonly<Record<Language, DomainsAlone>> = {
  en: {
    title: '{{count}} {{count|domain, whose|domains, whose}} disks are not in what was opened',
    text: 'To see them, open the instances_path and this folder together: on one command line, or dropped on the window at once.',
  },
  'zh-CN': {
    title: '{{count}} 个域，其磁盘不在所打开的内容中',
    text: '要看到磁盘，请把 instances_path 与此文件夹一起打开：在同一条命令中给出，或一起拖入窗口。',
  },
}

/** Of libvirt's domain XML that was opened alone, in the window and in every report; `count`: its domains. */
export function domainsAloneText(count: string, language: Language): DomainsAlone {
  const { title, text } = WORDS[language]
  return { title: fill(title, { count }), text }
}
