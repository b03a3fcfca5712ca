import { nameText } from '../../shared/bytes/text.ts'
import { DEFAULT_CACHE_NAME } from '../../shared/nova/cache-name.ts'
import { shortHashName } from '../../shared/report/short-base-name.ts'

/** A name as it may be shown: what cannot be seen or is not text stands escaped, so that no two look alike. */
export const showName = nameText

/** Last name of a path; the path itself where there is none. */
export function baseName(path: string): string {
  const cut = path.lastIndexOf('/')
  return cut < 0 || cut === path.length - 1 ? path : path.slice(cut + 1)
}

/**
 * At most `limit` characters with the middle left out: in a path both the root and the file name
 * tell it apart. The end gets two thirds.
 */
export function shortenMiddle(text: string, limit: number): string {
  const characters = [...text]
  if (characters.length <= limit) return text
  const tail = Math.ceil(((limit - 1) * 2) / 3)
  const head = limit - 1 - tail
  return `${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`
}

/** Folders as short as this are no longer than what stands for them where they are cut. */
const leastHead = 4

/** Splits a path where CSS may shorten its front while the last part stays whole. */
export function splitTail(path: string): { readonly head: string; readonly tail: string } {
  const cut = path.lastIndexOf('/')
  if (cut < leastHead || cut === path.length - 1) return { head: '', tail: path }
  return { head: path.slice(0, cut), tail: path.slice(cut) }
}

/** Characters at the end of a long name that tell what it is of: `_resize`, `.part`, `disk.config`. */
const leastEnd = 12

/** Splits a name where CSS may shorten its front while its end stays whole; a short one is all end. */
export function splitEnd(name: string): { readonly front: string; readonly end: string } {
  const characters = [...name]
  if (characters.length <= leastEnd * 1.5) return { front: '', end: name }
  return {
    front: characters.slice(0, -leastEnd).join(''),
    end: characters.slice(-leastEnd).join(''),
  }
}

/** Names up to this length fit beside the sizes in the narrowest window. */
const shortName = 14

/** `-01`, `_40d1d2c`: what numbers one of many names that begin alike. */
const lastPart = /[-_.][^-_.]{1,8}$/

/** Of ephemeral bases the size tells one from the next; the hash behind it all mostly have alike. */
const ephemeralName = /^(ephemeral(_\d+))(_[0-9a-z]{1,16})?$/

/** The end of a long name that stays where there is too little room: two servers begin alike. */
export function nameEnd(name: string): string | undefined {
  const [, , size, hash = ''] = ephemeralName.exec(name) ?? []
  if (size !== undefined) return size + hash
  if (name.length <= shortName) return undefined
  return lastPart.exec(name)?.[0] ?? [...name].slice(-5).join('')
}

/** A base file's name for a narrow cell: eight digits of the image's hash and what follows it, or what is ahead of another hash. */
export function shortBaseName(name: string): string {
  return ephemeralName.exec(name)?.[1] ?? shortHashName(name)
}

/**
 * A sentence in which base files are told by their last name, which is enough of one: its folder is the same for all.
 * Of any other file the folder is the news: `/etc/passwd`, another instance's disk.
 */
export function withShortPaths(sentence: string, paths: readonly string[]): string {
  return paths
    .filter(isInCache)
    .toSorted((a, b) => b.length - a.length)
    .reduce(
      (text, path) => withShort(text, showName(path), shortBaseName(baseName(path))),
      sentence,
    )
}

/** Lies in a cache itself: a name that leads out of one again, or deeper, is of some other file. */
function isInCache(path: string): boolean {
  const folder = path.slice(0, path.lastIndexOf('/'))
  return folder.endsWith(`/${DEFAULT_CACHE_NAME}`) && !folder.split('/').includes('..')
}

const goesOnBefore = /[\w/.-]/
const goesOnAfter = /^[\w/-]/

/**
 * Only where the path stands whole: it may also be the end, or the folder, of another that is named.
 * No pattern is made of it: it may be a name of a MiB from an image, and of that length none can be.
 */
function withShort(text: string, path: string, short: string): string {
  const [first = '', ...others] = text.split(path)
  return others.reduce(
    (done, next) =>
      done + (goesOnBefore.test(done.slice(-1)) || goesOnAfter.test(next) ? path : short) + next,
    first,
  )
}
