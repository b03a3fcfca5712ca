import type { DiskStore } from '../analysis/accounting/nova/disk-stores.ts'
import { displayText } from '../bytes/text.ts'
import { type HostSpaceCatalogue, hostSpaceCatalogue } from '../i18n/host-space.ts'
import type { Language } from '../ipc/contract.ts'
import { fill } from '../values/fill.ts'

type About = 'virtual' | 'growth' | 'fileSystem' | 'nova'

const rest = {
  virtual: 'virtualRest',
  growth: 'growthRest',
  fileSystem: 'fileSystemRest',
  nova: 'nova',
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

/**
 * That Nova counts with what is free elsewhere; undefined where that is on the host. By images_type, which
 * is the first of the stores: the others are of disks that were made by another one.
 */
export function novaStoreText(
  stores: readonly DiskStore[] | undefined,
  language: Language,
): string | undefined {
  return elsewhereText('nova', stores?.slice(0, 1), false, language)
}

function placesText(stores: readonly DiskStore[], words: HostSpaceCatalogue['elsewhere']): string {
  const places = stores.map(({ kind, name }) => fill(words[kind], { name: displayText(name) }))
  return places.join(words.and)
}
