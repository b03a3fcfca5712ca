import { FormatError } from '../bytes/errors.ts'
import { says } from '../phrases/phrase.ts'
import { EQUALS, isBlank, pastBlanks } from './xml-characters.ts'

/** What a tag's or an attribute's name is made of, and a tag's attributes, as sources of patterns. */
export const XML_NAME = '[^\\s<>"\'=/]+'
export const XML_ATTRIBUTES = `(?:\\s+${XML_NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*`
const PAIR = new RegExp(`(${XML_NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g')

const NONE: readonly XmlElement[] = []

/** An element of a text, without an interpretation: entities stand as they are written. */
export class XmlElement {
  readonly tag: string
  text = ''
  #children: XmlElement[] | undefined
  readonly #source: string
  readonly #from: number
  readonly #to: number

  /** Its attributes are written in `source` between `from` and `to`. */
  constructor(tag: string, source: string, from: number, to: number) {
    this.tag = tag
    this.#source = source
    this.#from = from
    this.#to = to
  }

  get children(): readonly XmlElement[] {
    return this.#children ?? NONE
  }

  add(child: XmlElement): void {
    if (this.#children === undefined) this.#children = [child]
    else this.#children.push(child)
  }

  /** Whether an attribute may declare a namespace. */
  get mayDeclare(): boolean {
    return this.#from < this.#to && this.#written.includes('xmlns')
  }

  /** All attributes, as few ever need them. Throws `FormatError` where one stands twice. */
  get attributes(): ReadonlyMap<string, string> {
    const found = new Map<string, string>()
    for (const [, name = '', double, single = ''] of this.#written.matchAll(PAIR)) {
      if (found.has(name)) this.#refuseSecond(this.#from)
      found.set(name, double ?? single)
    }
    return found
  }

  /**
   * One attribute; an element has a few, most of which nobody asks for. Throws `FormatError` where it
   * stands twice.
   */
  attribute(name: string): string | undefined {
    const source = this.#source
    let value: string | undefined
    // Pair by pair, as the reader has found them: a pattern makes texts of all of them.
    for (let at = pastBlanks(source, this.#from); at < this.#to; ) {
      const quote = pastBlanks(source, source.indexOf('=', at) + 1)
      const end = source.indexOf(source[quote] ?? '', quote + 1)
      if (end < quote) break
      if (isNameAt(source, at, name)) {
        if (value !== undefined) this.#refuseSecond(at)
        value = source.slice(quote + 1, end)
      }
      at = pastBlanks(source, end + 1)
    }
    return value
  }

  #refuseSecond(at: number): never {
    throw new FormatError('invalid', 'XML', at, says('an attribute once'), says('it twice'))
  }

  get #written(): string {
    return this.#source.slice(this.#from, this.#to)
  }
}

function isNameAt(source: string, at: number, name: string): boolean {
  if (source.charCodeAt(at) !== name.charCodeAt(0)) return false
  const next = source.charCodeAt(at + name.length)
  return (next === EQUALS || isBlank(next)) && source.startsWith(name, at)
}
