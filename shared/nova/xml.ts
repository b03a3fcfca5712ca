import { XMLParser } from 'fast-xml-parser'
import { FormatError } from '../bytes/errors.ts'

/** libvirt's domain XML is a few KiB; libvirt itself refuses more than 10 MiB. */
export const MAX_XML_BYTES = 1024 * 1024
const MAX_DEPTH = 64
const ATTRIBUTE = '@'
const TEXT = '#text'
const XMLNS = `${ATTRIBUTE}xmlns`
/** A tag whose first attribute has no quotes, or quotes that a text processor made typographic. */
const UNQUOTED = /<[^!?<>"'][^<>"']*=\s*[^\s"'<>]/

/** An element of a parsed text: its children and attributes, without an interpretation. */
export type XmlElement = Readonly<Record<string, unknown>>

/** Namespace URI by prefix; the default namespace stands at `''`. */
export type XmlScope = Readonly<Record<string, string>>

/**
 * Parses XML without entities. A DOCTYPE is refused, so that nothing can be declared, and what
 * `skipped` names is passed over unread. Throws `FormatError`.
 */
export function parseXml(text: string, what: string, skipped: readonly string[]): XmlElement {
  if (text.length > MAX_XML_BYTES) {
    throw new FormatError('limit', what, 0, `at most ${MAX_XML_BYTES} bytes`, `${text.length}`)
  }
  const doctype = text.search(/<!DOCTYPE/i)
  if (doctype >= 0) throw new FormatError('invalid', what, doctype, 'no DOCTYPE', 'a DOCTYPE')
  // The library passes over such an attribute as if it were not there.
  const unquoted = text.search(UNQUOTED)
  if (unquoted >= 0) {
    throw new FormatError('invalid', what, unquoted, 'a quoted attribute', 'one without quotes')
  }
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: ATTRIBUTE,
    textNodeName: TEXT,
    parseTagValue: false,
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: MAX_DEPTH,
    stopNodes: skipped.map((name) => `..${name}`),
  })
  try {
    return asElement(parser.parse(text)) ?? {}
  } catch {
    // The library's message repeats the text; a report carries only that it is not XML.
    throw new FormatError('invalid', what, 0, 'well-formed XML', 'something else')
  }
}

/** The first child with this tag, prefix and all; an element of text alone has no children. */
export function child(element: XmlElement | undefined, tag: string): XmlElement | undefined {
  return element && Object.hasOwn(element, tag) ? asElement(first(element[tag])) : undefined
}

/** All children with this tag, in their order; those of text alone have nothing inside. */
export function children(element: XmlElement | undefined, tag: string): readonly XmlElement[] {
  if (element === undefined || !Object.hasOwn(element, tag)) return []
  const value = element[tag]
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.map((one) => asElement(one) ?? {})
}

/** The text of an element itself. */
export function ownText(element: XmlElement | undefined): string | undefined {
  return textOf(element)
}

/** The text of the first child with this tag. */
export function childText(element: XmlElement | undefined, tag: string): string | undefined {
  return element && Object.hasOwn(element, tag) ? textOf(first(element[tag])) : undefined
}

export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.[ATTRIBUTE + name]
  return typeof value === 'string' ? unescapeXml(value) : undefined
}

/** `scope` with the namespaces that `element` declares. */
export function innerScope(scope: XmlScope, element: XmlElement): XmlScope {
  const inner: Record<string, string> = { ...scope }
  for (const [key, value] of Object.entries(element)) {
    if (typeof value !== 'string') continue
    if (key === XMLNS) inner[''] = value
    else if (key.startsWith(`${XMLNS}:`)) inner[key.slice(XMLNS.length + 1)] = value
  }
  return inner
}

/** The tag of the first child called `local` in one of the namespaces `uris`, as it is written. */
export function tagInNamespace(
  element: XmlElement | undefined,
  scope: XmlScope,
  uris: ReadonlySet<string>,
  local: string,
): string | undefined {
  if (element === undefined) return undefined
  return Object.keys(element).find((tag) => {
    const colon = tag.indexOf(':')
    if (tag.slice(colon + 1) !== local || tag.startsWith(ATTRIBUTE)) return false
    const declared = innerScope(scope, asElement(first(element[tag])) ?? {})
    return uris.has(declared[colon < 0 ? '' : tag.slice(0, colon)] ?? '')
  })
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

function asElement(value: unknown): XmlElement | undefined {
  return isElement(value) ? value : undefined
}

function isElement(value: unknown): value is XmlElement {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : asElement(value)?.[TEXT]
  return typeof text === 'string' ? unescapeXml(text) : undefined
}

const PREDEFINED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

// The five entities of XML itself and character references; nothing else can be declared here.
function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return PREDEFINED[name] ?? whole
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
    },
  )
}
