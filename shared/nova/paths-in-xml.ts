import { FormatError } from '../bytes/errors.ts'
import { mayBePath } from '../secrets/plain-value.ts'
import { unescapeXml } from './xml.ts'

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
    if (BEFORE[text.charCodeAt(at - 1)] !== true || /[>\s]/.test(text[at + 1] ?? '')) continue
    count += 1
    if (count > MAX_PATHS) {
      throw new FormatError('limit', 'domain XML', at, `at most ${MAX_PATHS} paths`, 'more')
    }
    if (isUrl(text, at)) at = valueAt(text, at).end
    else if (!isSecret(text, at)) addPaths(text, at, found)
  }
  return found
}

/** Texts have hundreds of slashes, most of which are of tags. */
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
  const near = text.slice(Math.max(at - NEAR, 0), at)
  return SECRET.test(near.slice(near.lastIndexOf('<') + 1))
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
