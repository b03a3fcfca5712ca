import type { CacheDoubt } from '../../analysis/accounting/cache/cache-doubt.ts'
import type { CacheOverview } from '../../analysis/accounting/cache/cache-overview.ts'
import type { CacheState } from '../../analysis/accounting/cache/cache-state.ts'
import type { DoubtAbout } from '../../analysis/accounting/cache/doubt-about.ts'
import { openedBy, openNamesOf } from '../../analysis/accounting/cache/doubts-open.ts'
import type { HostAccounting } from '../../analysis/accounting/host-accounting.ts'
import type { basesByCache } from '../../analysis/cache-of.ts'
import { displayText } from '../../bytes/text.ts'
import { formatCount } from '../count.ts'
import { counted } from '../counted.ts'
import type { SizeLine } from './size-lines.ts'

/** What is said of a host's bases that nothing seen uses: what is unseen, or only others know of them. */
export function caveatLines(
  { cache }: HostAccounting,
  byCache: ReturnType<typeof basesByCache>,
): readonly SizeLine[] {
  if (cache === undefined) return []
  const bases = byCache.get(cache) ?? []
  const states = bases.map((base) => base.cache)
  const has = (why: CacheState['why']): boolean => states.some((state) => state?.why === why)
  return [
    ...doubtLines(cache, openNamesOf(bases)),
    ...(has('database') ? databaseLines(cache) : []),
    ...(has('hosts') ? hostsLines(cache) : []),
    ...differingLines(cache),
    ...releaseLines(cache),
  ]
}

/** Of many the first few. */
const NAMED = 3

/** Under the first one's label, so that it is seen that they are of one kind. */
function doubtLines(cache: CacheOverview, open: readonly string[]): readonly SizeLine[] {
  const { named, more } = openedBy(cache, open, NAMED)
  const notes = named.map(({ path, reason, about, names = [] }) => {
    const what = about === 'named' ? displayText(names.join(', ')) : whats[about]
    const consequence = reason === 'configuration' ? '' : `, and may stand on ${what}`
    return `${displayText(path)} ${reasons[reason]}${consequence}`
  })
  const all = more > 0 ? [...notes, `${formatCount(more)} more such`] : notes
  return all.map((note, at) => [at === 0 ? 'Unknown bases' : '', '', note])
}

const reasons: Readonly<Record<CacheDoubt['reason'], string>> = {
  unreadable: 'could not be read',
  configuration:
    'could not be read: which folder the bases are in, and when Nova removes them, is not certain',
  link: 'is a symlink that was not followed',
  below: 'stands on a file that could not be read',
  hidden: 'does not tell what it stands on',
  header: 'is raw to its domain, though its header names a file',
}

const whats: Readonly<Record<Exclude<DoubtAbout, 'named'>, string>> = {
  images: 'any copy of an image',
  blanks: 'any blank disk',
  all: 'any base',
}

function databaseLines({ withoutImage }: CacheOverview): readonly SizeLine[] {
  if (withoutImage === 0) return []
  const whose = counted(withoutImage, 'instance is', 'instances are')
  return [['Bases', '', `unknown: only the database tells from which image ${whose} made`]]
}

/** By the most careful of the hosts a base is judged, which says less than the Nova of each. */
function differingLines({ differing = [] }: CacheOverview): readonly SizeLine[] {
  const lines = differing.map(({ option, values }) => {
    const each = values.map(({ host, value }) => `${displayText(value)} on ${displayText(host)}`)
    return `${option}: ${each.join(', ')}`
  })
  if (lines.length === 0) return []
  const rule = 'a base is removable where each host says so; each Nova goes by its own'
  return [...lines, rule].map((note, at) => [at === 0 ? 'Hosts differ' : '', '', note])
}

/** Before Liberty and Wallaby Nova never removed what swap and ephemeral disks stand on. */
function releaseLines({ isReleaseAssumed }: CacheOverview): readonly SizeLine[] {
  if (isReleaseAssumed !== true) return []
  const note = "no domain XML tells Nova's: what it removes is judged by the newest release"
  return [['Release', '', note]]
}

function hostsLines({ otherHosts }: CacheOverview): readonly SizeLine[] {
  if (otherHosts.length === 0) return []
  return [['Bases', '', `may be used by instances of ${displayText(otherHosts.join(', '))}`]]
}
