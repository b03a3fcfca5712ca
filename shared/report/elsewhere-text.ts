import type { DiskStore } from '../analysis/accounting/nova/disk-stores.ts'
import { displayText } from '../bytes/text.ts'
import { fill } from '../i18n/fill.ts'
import { type HostSpaceCatalogue, hostSpaceCatalogue } from '../i18n/host-space.ts'
import type { Language } from '../ipc/contract.ts'

type About = 'virtual' | 'growth' | 'fileSystem'

const rest = {
  virtual: 'virtualRest',
  growth: 'growthRest',
  fileSystem: 'fileSystemRest',
} as const

/** That disks lie elsewhere, beside a number that has none of them; `hasFiles`: it is of some that are here. */
export function elsewhereText(
  about: About,
  stores: readonly DiskStore[] | undefined,
  hasFiles: boolean,
  language: Language,
): string | undefined {
  if (stores === undefined || stores.length === 0) return undefined
  const { elsewhere: words } = hostSpaceCatalogue(language)
  return fill(words[hasFiles ? rest[about] : about], { where: placesText(stores, words) }).trim()
}

function placesText(stores: readonly DiskStore[], words: HostSpaceCatalogue['elsewhere']): string {
  const places = stores.map(({ kind, name }) => fill(words[kind], { name: displayText(name) }))
  return places.join(words.and)
}
