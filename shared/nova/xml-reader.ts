import { FormatError } from '../bytes/errors.ts'

const MAX_DEPTH = 64
const NAME = '[^\\s<>"\'=/]+'
const ATTRIBUTE = `${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*')`
const OPENING = new RegExp(`<(${NAME})((?:\\s+${ATTRIBUTE})*)\\s*(/?)>`, 'y')
const CLOSING = new RegExp(`</(${NAME})\\s*>`, 'y')
const PAIR = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g')

/** An element of a text, without an interpretation: entities stand as they are written. */
export class XmlElement {
  readonly tag: string
  readonly children: XmlElement[] = []
  text = ''
  readonly #written: string
  #attributes: ReadonlyMap<string, string> | undefined

  constructor(tag: string, written: string) {
    this.tag = tag
    this.#written = written
  }

  /** Whether an attribute may declare a namespace. */
  get mayDeclare(): boolean {
    return this.#written.includes('xmlns')
  }

  /** Read when they are first asked for: most elements never are. */
  get attributes(): ReadonlyMap<string, string> {
    this.#attributes ??= new Map(
      [...this.#written.matchAll(PAIR)].map(([, name = '', double, single = '']) => [
        name,
        double ?? single,
      ]),
    )
    return this.#attributes
  }
}

/**
 * Reads elements, attributes and text, strictly and in one pass: domains of ten thousand instances
 * are read in a scan, for which a general parser takes several times as long. Of what `skipped` names
 * nothing is kept. Throws `FormatError` where the text is not well-formed; DOCTYPE is.
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
      if (tag > this.#at) this.#top.text += this.#text.slice(this.#at, tag)
      this.#at = tag
      this.#markup()
    }
    const top = this.#top
    if (this.#stack.length > 1) this.#refuse(`</${top.tag}>`, 'the end')
    return top
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
    const [whole, tag = '', written = '', closed] = OPENING.exec(this.#text) ?? []
    if (whole === undefined) this.#refuse('a tag with quoted attributes', 'something else')
    const element = new XmlElement(tag, written)
    if (!this.#skipped.has(tag)) this.#top.children.push(element)
    this.#at = OPENING.lastIndex
    if (closed === '/') return
    this.#stack.push(element)
    if (this.#stack.length > MAX_DEPTH) this.#refuse(`at most ${MAX_DEPTH} levels`, 'more')
  }

  #close(): void {
    CLOSING.lastIndex = this.#at
    const tag = CLOSING.exec(this.#text)?.[1]
    if (tag === undefined || tag !== this.#top.tag) {
      this.#refuse(`</${this.#top.tag}>`, 'another closing tag')
    }
    this.#stack.pop()
    this.#at = CLOSING.lastIndex
  }

  #declaration(): void {
    if (this.#text.startsWith('<!--', this.#at)) {
      this.#pass('-->')
    } else if (this.#text.startsWith('<![CDATA[', this.#at)) {
      const start = this.#at + '<![CDATA['.length
      this.#pass(']]>')
      const inside = this.#text.slice(start, this.#at - ']]>'.length)
      this.#top.text += inside.replaceAll('&', '&amp;')
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
