import { FormatError } from '../bytes/errors.ts'
import type { FaultPlace } from '../phrases/catalogue/fault-places.ts'
import { type Phrase, quote, says } from '../phrases/phrase.ts'
import { EXCLAMATION, GREATER, pastBlanks, pastName, QUESTION, SLASH } from './xml-characters.ts'
import { XML_ATTRIBUTES as ATTRIBUTES, XML_NAME as NAME, XmlElement } from './xml-element.ts'
import { falseReference, type Stretch } from './xml-references.ts'

const MAX_DEPTH = 64
/** A tag with its attributes, of an element with something in it or with nothing. */
const OPENING = new RegExp(`<${NAME}${ATTRIBUTES}\\s*/?>`, 'y')

/** Names of elements of which nothing is made, nor of what is inside them. */
export class SkippedElements {
  readonly names: ReadonlySet<string>
  /**
   * Some of them behind one another, in each of which are only elements with text or nothing in them.
   * Nearly all are like that: most of a domain is passed in a few steps.
   */
  readonly flat: RegExp

  constructor(names: readonly string[]) {
    this.names = new Set(names)
    const inner = `<(?![!?])(${NAME})${ATTRIBUTES}\\s*(?:/>|>[^<]*</\\2\\s*>)`
    const opening = `<(${names.join('|')})(?=[\\s/>])${ATTRIBUTES}\\s*`
    this.flat = new RegExp(`(?:\\s*${opening}(?:/>|>(?:[^<]*${inner})*[^<]*</\\1\\s*>))+`, 'y')
  }
}

/**
 * Reads elements, attributes and text, strictly and in one pass: domains of ten thousand instances
 * are read in a scan, for which a general parser takes many times as long. Throws `FormatError` for a
 * text that is not well-formed, and for a DOCTYPE. An attribute that stands twice is refused when it is
 * asked for: to look through all of them takes longer than all the rest.
 */
export function readElements(text: string, what: FaultPlace, skipped: SkippedElements): XmlElement {
  const reader = new Reader(text, what, skipped)
  return reader.read()
}

class Reader {
  readonly #text: string
  readonly #what: FaultPlace
  readonly #skipped: SkippedElements
  readonly #stack: XmlElement[] = []
  #top: XmlElement
  /** Tags of what is skipped, and of what is inside it: they have to match too. */
  readonly #passing: string[] = []
  /** Comments, CDATA and instructions, in which an `&` is one. */
  readonly #passed: Stretch[] = []
  #at = 0

  constructor(text: string, what: FaultPlace, skipped: SkippedElements) {
    this.#text = text
    this.#what = what
    this.#skipped = skipped
    this.#top = new XmlElement('', '', 0, 0)
  }

  read(): XmlElement {
    for (;;) {
      const tag = this.#text.indexOf('<', this.#at)
      if (tag < 0) break
      if (tag > this.#at) this.#addText(tag)
      this.#at = tag
      this.#markup()
    }
    if (this.#openTag !== '') this.#refuse(quote(`</${this.#openTag}>`), says('the end'))
    this.#addText(this.#text.length)
    const at = falseReference(this.#text, this.#passed)
    if (at !== undefined) this.#refuseAt(at, says('a reference that XML knows'), says('another'))
    return this.#top
  }

  /** Blanks before anything else are none of the text, which nobody reads untrimmed. */
  #addText(end: number): void {
    if (this.#passing.length > 0) return
    const top = this.#top
    if (top.text !== '' || pastBlanks(this.#text, this.#at) < end) {
      if (this.#stack.length === 0) this.#refuse(says('one element'), says('text beside it'))
      top.text += this.#text.slice(this.#at, end)
    }
  }

  /** The innermost element that is open; the empty string outside of all. */
  get #openTag(): string {
    const { length } = this.#passing
    // An index below zero is looked up as a name would be.
    return length > 0 ? (this.#passing[length - 1] ?? '') : this.#top.tag
  }

  #markup(): void {
    switch (this.#text.charCodeAt(this.#at + 1)) {
      case SLASH:
        this.#close()
        break
      case QUESTION:
        this.#pass('?>')
        break
      case EXCLAMATION:
        this.#declaration()
        break
      default:
        this.#open()
    }
  }

  #passFlat(): boolean {
    const { flat } = this.#skipped
    flat.lastIndex = this.#at
    if (!flat.test(this.#text)) return false
    this.#at = flat.lastIndex
    return true
  }

  #open(): void {
    const text = this.#text
    const start = this.#at
    const nameEnd = pastName(text, this.#at + 1)
    const tag = text.slice(this.#at + 1, nameEnd)
    const isSkipped = this.#skipped.names.has(tag)
    if (isSkipped && this.#passFlat()) return
    OPENING.lastIndex = this.#at
    if (!OPENING.test(text))
      this.#refuse(says('a tag with quoted attributes'), says('something else'))
    this.#at = OPENING.lastIndex
    const isEmpty = text.charCodeAt(this.#at - 2) === SLASH
    if (isSkipped || this.#passing.length > 0) {
      if (!isEmpty) this.#passing.push(tag)
    } else {
      const isSecond = this.#stack.length === 0 && this.#top.children.length > 0
      if (isSecond) this.#refuseAt(start, says('one element'), says('a second one'))
      this.#add(new XmlElement(tag, text, nameEnd, this.#at - (isEmpty ? 2 : 1)), isEmpty)
    }
    const depth = this.#stack.length + this.#passing.length
    if (depth >= MAX_DEPTH)
      this.#refuse(says('at most {{n}} levels', { n: MAX_DEPTH }), says('more'))
  }

  #add(element: XmlElement, isEmpty: boolean): void {
    this.#top.add(element)
    if (isEmpty) return
    this.#stack.push(this.#top)
    this.#top = element
  }

  #close(): void {
    const tag = this.#openTag
    const name = this.#at + '</'.length
    const end = pastBlanks(this.#text, name + tag.length)
    const isSame = tag !== '' && this.#text.startsWith(tag, name)
    if (!isSame || this.#text.charCodeAt(end) !== GREATER)
      this.#refuse(quote(`</${tag}>`), says('another closing tag'))
    if (this.#passing.length > 0) this.#passing.pop()
    else this.#top = this.#stack.pop() ?? this.#top
    this.#at = end + 1
  }

  #declaration(): void {
    if (this.#text.startsWith('<!--', this.#at)) {
      this.#pass('-->')
    } else if (this.#text.startsWith('<![CDATA[', this.#at)) {
      if (this.#openTag === '') this.#refuse(says('one element'), says('text beside it'))
      const start = this.#at + '<![CDATA['.length
      this.#pass(']]>')
      const inside = this.#text.slice(start, this.#at - ']]>'.length)
      if (this.#passing.length === 0) this.#top.text += inside.replaceAll('&', '&amp;')
    } else {
      this.#refuse(says('no declaration'), says('one'))
    }
  }

  #pass(end: string): void {
    const at = this.#text.indexOf(end, this.#at)
    if (at < 0) this.#refuse(quote(end), says('the end'))
    this.#passed.push({ start: this.#at, end: at })
    this.#at = at + end.length
  }

  #refuse(expected: Phrase, found: Phrase): never {
    this.#refuseAt(this.#at, expected, found)
  }

  #refuseAt(at: number, expected: Phrase, found: Phrase): never {
    throw new FormatError('invalid', this.#what, at, expected, found)
  }
}
