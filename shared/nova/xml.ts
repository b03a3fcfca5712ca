import { FormatError } from '../bytes/errors.ts'
import type { FaultPlace } from '../phrases/catalogue/fault-places.ts'
import { says } from '../phrases/phrase.ts'
import { keptText } from './kept-text.ts'
import type { XmlElement } from './xml-element.ts'
import { readElements, type SkippedElements } from './xml-reader.ts'
import { XML_REFERENCE } from './xml-references.ts'

export type { XmlElement } from './xml-element.ts'
export { SkippedElements } from './xml-reader.ts'

/** libvirt's domain XML is a few KiB; libvirt itself refuses more than 10 MiB. */
export const MAX_XML_BYTES = 1024 * 1024
const XMLNS = 'xmlns'

/** Namespace URI by prefix; the default namespace stands at `''`. */
export type XmlScope = Readonly<Record<string, string>>

/**
 * Parses XML without entities. A DOCTYPE is refused, so that nothing can be declared, and what
 * `skipped` names is passed over. Gives what the document element is a child of. Throws `FormatError`.
 */
export function parseXml(text: string, what: FaultPlace, skipped: SkippedElements): XmlElement {
  if (text.length > MAX_XML_BYTES) {
    throw new FormatError(
      'limit',
      what,
      0,
      says('at most {{bytes}} bytes', { bytes: MAX_XML_BYTES }),
      text.length,
    )
  }
  return readElements(text, what, skipped)
}

/** The first child with this tag, prefix and all. */
export function child(element: XmlElement | undefined, tag: string): XmlElement | undefined {
  return element?.children.find((one) => one.tag === tag)
}

/** All children with this tag, in their order. */
export function children(element: XmlElement | undefined, tag: string): readonly XmlElement[] {
  return element?.children.filter((one) => one.tag === tag) ?? []
}

/** The text of an element itself. */
export function ownText(element: XmlElement | undefined): string | undefined {
  return element && unescapeXml(element.text.trim())
}

/** The text of the first child with this tag. */
export function childText(element: XmlElement | undefined, tag: string): string | undefined {
  return ownText(child(element, tag))
}

export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.attribute(name)
  return value === undefined ? undefined : unescapeXml(value)
}

/** `scope` with the namespaces that `element` declares. */
export function innerScope(scope: XmlScope, element: XmlElement | undefined): XmlScope {
  if (element?.mayDeclare !== true) return scope
  const inner: Record<string, string> = { ...scope }
  for (const [key, value] of element.attributes) {
    if (key === XMLNS) inner[''] = value
    else if (key.startsWith(`${XMLNS}:`)) inner[key.slice(XMLNS.length + 1)] = value
  }
  return inner
}

/** The first child called `local` in one of the namespaces `uris`, whatever its prefix. */
export function childInNamespace(
  element: XmlElement | undefined,
  scope: XmlScope,
  uris: ReadonlySet<string>,
  local: string,
): XmlElement | undefined {
  return element?.children.find((one) => {
    if (!one.tag.endsWith(local)) return false
    const colon = one.tag.indexOf(':')
    if (one.tag.slice(colon + 1) !== local) return false
    return uris.has(innerScope(scope, one)[colon < 0 ? '' : one.tag.slice(0, colon)] ?? '')
  })
}

const PREDEFINED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

const REFERENCES = new RegExp(XML_REFERENCE, 'g')

/** The five entities of XML itself and character references; what is none of them stands as it is written. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return keptText(text)
  const own = text.replace(REFERENCES, (whole, hex, decimal, name) => {
    if (name !== undefined) return PREDEFINED[name] ?? whole
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
  return keptText(own)
}
