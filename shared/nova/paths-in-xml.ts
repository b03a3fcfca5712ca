import { FormatError } from '../bytes/errors.ts'
import { says } from '../phrases/phrase.ts'
import { mayBePath } from '../secrets/plain-value.ts'
import { keptText } from './kept-text.ts'
import { unescapeXml } from './xml.ts'
import { DOUBLE_QUOTE, GREATER, isBlank, LESS, SINGLE_QUOTE } from './xml-characters.ts'

/** Several times what as many disks as are read could name; a node's XML has a dozen. */
const MAX_PATHS = 8192
/** Characters, as Linux has it in bytes (PATH_MAX): nothing can be opened by as many. */
const MAX_LENGTH = 4096
/** Characters: what tells a secret is no further before it. */
const NEAR = 128

/** Before a path: the begin of a value, or in one of qemu's options, what parts these. `;` ends an entity. */
const BEFORE = codesOf('"\'>=,:;({[ \t\r\n')
/** To the end of a value, by what is before it; what is longer is no path. */
const VALUE: Readonly<Record<string, RegExp>> = {
  '"': /[^"<]{0,4096}/y,
  "'": /[^'<]{0,4096}/y,
}
const REST = /[^"'<]{0,4096}/y
const PLAIN = /[\w./+-]+/y
/** In qemu's options a comma ends a value, unless it is doubled, and a quote does in JSON. */
const OPTION = /^(?:[^",?#;]|,,)+/
/** Of a value whose path has options or a query behind it, which may be secret, not all is kept. */
const WITH_OPTIONS = /"|[,;?#&][^/]*=/
/** What is said here is a secret, or a certificate, which may look like a path. */
const SECRET =
  /^cookie\b|(?:\bdata|\bkey|secret|token|passw(?:or)?d)["']?(?:&quot;)?\s*[=:]\s*(?:["']|&quot;)?$/i

/**
 * All absolute paths in the text of an XML, whatever attribute, element or argument has them: what
 * libvirt names files by is not to be listed. More than there are, as nobody knows where one ends that
 * stands among options. Throws `FormatError` where there are too many.
 */
export function pathsInXml(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  let count = 0
  for (let at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
    if (!mayBegin(text, at)) continue
    count += 1
    if (count > MAX_PATHS) {
      throw new FormatError(
        'limit',
        'domain XML',
        at,
        says('at most {{n}} paths', { n: MAX_PATHS }),
        says('more'),
      )
    }
    if (isUrl(text, at)) at = valueAt(text, at).end
    else if (!isSecret(text, at)) addPathsAt(text, at, found)
  }
  return found
}

/** A domain has hundreds of slashes, nearly all of tags: they are told by a look at what is around them. */
function mayBegin(text: string, at: number): boolean {
  if (BEFORE[text.charCodeAt(at - 1)] !== true) return false
  const next = text.charCodeAt(at + 1)
  return next !== GREATER && !isBlank(next)
}

function codesOf(characters: string): readonly (true | undefined)[] {
  const codes: (true | undefined)[] = new Array(128).fill(undefined)
  for (const one of characters) codes[one.charCodeAt(0)] = true
  return codes
}

/** `scheme://host`, in which there may be an account; of `scheme:///path` the path is one. */
function isUrl(text: string, at: number): boolean {
  return text[at - 1] === ':' && text[at + 1] === '/' && text[at + 2] !== '/'
}

function isSecret(text: string, at: number): boolean {
  const furthest = Math.max(at - NEAR, 0)
  let from = at
  while (from > furthest && text.charCodeAt(from - 1) !== LESS) from -= 1
  return SECRET.test(text.slice(from, at))
}

/** Nearly all are whole values of nothing but letters, digits and the like, which need no further look. */
function addPathsAt(text: string, at: number, found: Set<string>): void {
  PLAIN.lastIndex = at
  const end = PLAIN.test(text) ? PLAIN.lastIndex : at
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(end)]
  const isQuoted = before === after && (after === DOUBLE_QUOTE || after === SINGLE_QUOTE)
  if (after !== LESS && !isQuoted) addPaths(text, at, found)
  else if (end > at + 1 && end - at < MAX_LENGTH) found.add(keptText(text.slice(at, end)))
}

function addPaths(text: string, at: number, found: Set<string>): void {
  const value = unescapeXml(
    valueAt(text, at)
      .raw.replace(/]]>.*$/s, '')
      .trimEnd(),
  )
  const option = OPTION.exec(value)?.[0].replaceAll(',,', ',') ?? ''
  const paths = [option, option.replace(/\s.*$/s, '')]
  if (/["'>[\s]/.test(text[at - 1] ?? '') && !WITH_OPTIONS.test(value)) paths.push(value)
  for (const path of paths) {
    if (path.length > 1 && path.length < MAX_LENGTH && mayBePath(path)) found.add(path)
  }
}

function valueAt(text: string, at: number) {
  const pattern = VALUE[text[at - 1] ?? ''] ?? REST
  pattern.lastIndex = at
  const raw = pattern.exec(text)?.[0] ?? ''
  return { raw, end: pattern.lastIndex }
}
