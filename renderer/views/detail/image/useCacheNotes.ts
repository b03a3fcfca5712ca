import { useTranslation } from 'react-i18next'
import type { CacheOverview } from '../../../../shared/analysis/accounting/cache/cache-overview.ts'
import type { CacheState } from '../../../../shared/analysis/accounting/cache/cache-state.ts'
import { openedBy } from '../../../../shared/analysis/accounting/cache/doubts-open.ts'
import { useNames } from '../../../components/useNames.ts'
import { showName } from '../../../format/path.ts'
import { decidesOnRemoval } from '../../node/bases/useCacheWords.ts'
import { defaultsNote } from '../host/defaults-note.ts'

/** Things of which nobody can tell what they stand on: of many the first few. */
const NAMED = 5

type NoteKind = 'unused' | NonNullable<CacheState['why']>

/** What is to be known of a cache beside the state of the file `name` in it, by what that is. */
export function useCacheNotes(
  overview: CacheOverview,
  name: string,
): Readonly<Record<NoteKind, readonly string[]>> {
  const { t } = useTranslation()
  const names = useNames()
  const { options, withoutImage, otherHosts, differing = [] } = overview
  const isAlike = !differing.some(decidesOnRemoval)
  const defaults = defaultsNote(overview)
  const { named, more } = openedBy(overview, [name], NAMED)
  const when = (applies: boolean, text: string): readonly string[] => (applies ? [text] : [])
  const hosts = names(otherHosts)
  return {
    unused: [
      ...when(isAlike && !options.removeUnused, t('accounting.cache.never')),
      ...when(isAlike && options.managerInterval < 0, t('accounting.cache.disabled')),
      ...(defaults === undefined ? [] : [t(defaults)]),
    ],
    database: when(withoutImage > 0, t('accounting.cache.database', { count: withoutImage })),
    hosts: when(otherHosts.length > 0, t('accounting.cache.hosts', { hosts })),
    // What there is to be known is in the sentence itself.
    resize: [],
    link: [],
    options: [],
    unseen: [
      ...named.map(({ path, reason }) =>
        t(`accounting.cache.doubt.${reason}`, { path: showName(path) }),
      ),
      ...when(more > 0, t('accounting.cache.doubt.more', { count: more })),
    ],
  }
}
