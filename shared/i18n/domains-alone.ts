import type { Language } from '../ipc/contract.ts'
import { fill } from '../values/fill.ts'

export interface DomainsAlone {
  readonly title: string
  /** What to do to see their disks. */
  readonly text: string
}

const WORDS: Readonly<Record<Language, DomainsAlone>> = {
  en: {
    title: '{{count}} {{count|domain|domains}} whose disks are not in what was opened',
    text: 'To see them, open the instances_path and this folder together: on one command line, or dropped on the window at once.',
  },
  'zh-CN': {
    title: '{{count}} 个域的磁盘不在所打开的内容中',
    text: '要看到磁盘，请把 instances_path 与此文件夹一起打开：在同一条命令中给出，或一起拖入窗口。',
  },
}

const NO_FILES: typeof WORDS = {
  en: {
    title: '{{count}} {{count|domain|domains}} without a disk that is a file',
    text: 'Their disks are volumes of storage pools, or on other storage such as RBD and LVM. Of those only what the XML says is known.',
  },
  'zh-CN': {
    title: '{{count}} 个域的磁盘都不是文件',
    text: '磁盘是存储池的卷，或在 RBD、LVM 等其他存储上。对于这些磁盘，只知道 XML 中所写的内容。',
  },
}

/** How many domains there are, and those of them with a disk that is a file. */
export interface DomainsToSay {
  readonly domainsAlone?: number
  readonly filesAlone?: number
}

/** Of libvirt's domain XML that was opened alone, in the window and in every report. */
export function domainsAloneText(
  { domainsAlone = 0, filesAlone = domainsAlone }: DomainsToSay,
  language: Language,
  formatCount: (count: number) => string,
): DomainsAlone {
  const isOfFiles = filesAlone > 0
  const { title, text } = (isOfFiles ? WORDS : NO_FILES)[language]
  const count = formatCount(isOfFiles ? filesAlone : domainsAlone)
  return { title: fill(title, { count }), text }
}
