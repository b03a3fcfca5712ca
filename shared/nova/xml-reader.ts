import { FormatError } from '../bytes/errors.ts'
import { XML_NAME as NAME, XmlElement } from './xml-element.ts'

const MAX_DEPTH = 64
const ATTRIBUTE = `${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`
const OPENING_TAG = `<(${NAME})((?:\\s+${ATTRIBUTE})*)\\s*`
/** A tag with its attributes, and what follows: `/>`, text and its own closing tag, or anything else. */
const OPENING = new RegExp(`${OPENING_TAG}(?:(/)>|>(?:([^<]*)</\\1\\s*>)?)`, 'y')
/** The inside of an element that has text and empty elements only, and a closing tag. */
const FLAT = new RegExp(`(?:[^<]*<${NAME}(?:\\s+${ATTRIBUTE})*\\s*/>)*[^<]*</(${NAME})\\s*>`, 'y')
const CLOSING = new RegExp(`</(${NAME})\\s*>`, 'y')

/**
 * Reads elements, attributes and text, strictly and in one pass: domains of ten thousand instances
 * are read in a scan, for which a general parser takes several times as long. Of what `skipped` names,
 * and of what is inside it, nothing is made. Throws `FormatError` for a text that is not well-formed,
 * and for a DOCTYPE.
 */
export function readElements(text: string, what: string, skipped: ReadonlySet<string>): XmlElement {
  const reader = new Reader(text, what, skipped)
  return reader.read()
}

class Reader {
  readonly #text: string
  readonly #what: string
  readonly #skipped: ReadonlySet<string>
  readonly #stack: XmlElement[] = [new XmlElement('', '')]
  /** Tags of what is skipped, and of what is inside it: they have to match too. */
  readonly #passing: string[] = []
  #at = 0

  constructor(text: string, what: string, skipped: ReadonlySet<string>) {
    this.#text = text
    this.#what = what
    this.#skipped = skipped
  }

  read(): XmlElement {
    for (;;) {
      const tag = this.#text.indexOf('<', this.#at)
      if (tag < 0) break
      if (tag > this.#at) this.#addText(tag)
      this.#at = tag
      this.#markup()
    }
    if (this.#openTag !== '') this.#refuse(`</${this.#openTag}>`, 'the end')
    return this.#top
  }

  /** Blanks before anything else are none of the text, which nobody reads untrimmed. */
  #addText(end: number): void {
    if (this.#passing.length > 0) return
    const top = this.#top
    if (top.text !== '' || !isBlank(this.#text, this.#at, end)) {
      top.text += this.#text.slice(this.#at, end)
    }
  }

  /** The innermost element that is open; the empty string outside of all. */
  get #openTag(): string {
    return this.#passing[this.#passing.length - 1] ?? this.#top.tag
  }

  get #top(): XmlElement {
    return this.#stack[this.#stack.length - 1] as XmlElement
  }

  #markup(): void {
    switch (this.#text[this.#at + 1]) {
      case '/':
        this.#close()
        break
      case '?':
        this.#pass('?>')
        break
      case '!':
        this.#declaration()
        break
      default:
        this.#open()
    }
  }

  #open(): void {
    OPENING.lastIndex = this.#at
    const found = OPENING.exec(this.#text)
    if (found === null) this.#refuse('a tag with quoted attributes', 'something else')
    this.#at = OPENING.lastIndex
    const tag = found[1] ?? ''
    const text = found[4]
    const isWhole = found[3] === '/' || text !== undefined
    if (this.#passing.length > 0 || this.#skipped.has(tag)) {
      if (!isWhole && !this.#passFlat(tag)) this.#passing.push(tag)
    } else {
      const element = new XmlElement(tag, found[2] ?? '')
      if (text !== undefined) element.text = text
      this.#top.children.push(element)
      if (!isWhole) this.#stack.push(element)
    }
    const depth = this.#stack.length + this.#passing.length
    if (depth > MAX_DEPTH) this.#refuse(`at most ${MAX_DEPTH} levels`, 'more')
  }

  /** Most of what is skipped holds nothing but empty elements: it is passed in one step. */
  #passFlat(tag: string): boolean {
    FLAT.lastIndex = this.#at
    if (FLAT.exec(this.#text)?.[1] !== tag) return false
    this.#at = FLAT.lastIndex
    return true
  }

  #close(): void {
    CLOSING.lastIndex = this.#at
    const tag = CLOSING.exec(this.#text)?.[1]
    if (tag === undefined || tag !== this.#openTag) {
      this.#refuse(`</${this.#openTag}>`, 'another closing tag')
    }
    if (this.#passing.pop() === undefined) this.#stack.pop()
    this.#at = CLOSING.lastIndex
  }

  #declaration(): void {
    if (this.#text.startsWith('<!--', this.#at)) {
      this.#pass('-->')
    } else if (this.#text.startsWith('<![CDATA[', this.#at)) {
      const start = this.#at + '<![CDATA['.length
      this.#pass(']]>')
      const inside = this.#text.slice(start, this.#at - ']]>'.length)
      if (this.#passing.length === 0) this.#top.text += inside.replaceAll('&', '&amp;')
    } else {
      this.#refuse('no declaration', 'one')
    }
  }

  #pass(end: string): void {
    const at = this.#text.indexOf(end, this.#at)
    if (at < 0) this.#refuse(end, 'the end')
    this.#at = at + end.length
  }

  #refuse(expected: string, found: string): never {
    throw new FormatError('invalid', this.#what, this.#at, expected, found)
  }
}

/** By XML's own four blanks. Between two tags there are a handful: to look costs less than to keep. */
function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return false
  }
  return true
}
