/** What a tag's or an attribute's name is made of, as the source of a pattern. */
export const XML_NAME = '[^\\s<>"\'=/]+'
const PAIR = new RegExp(`(${XML_NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g')

/** An element of a text, without an interpretation: entities stand as they are written. */
export class XmlElement {
  readonly tag: string
  readonly children: XmlElement[] = []
  text = ''
  readonly #written: string

  constructor(tag: string, written: string) {
    this.tag = tag
    this.#written = written
  }

  /** Whether an attribute may declare a namespace. */
  get mayDeclare(): boolean {
    return this.#written.includes('xmlns')
  }

  /** All attributes, as few ever need them. */
  get attributes(): ReadonlyMap<string, string> {
    const found = new Map<string, string>()
    for (const [, name = '', double, single = ''] of this.#written.matchAll(PAIR)) {
      found.set(name, double ?? single)
    }
    return found
  }

  /** One attribute; an element has a few, most of which nobody asks for. */
  attribute(name: string): string | undefined {
    const written = this.#written
    if (!written.includes(name)) return undefined
    let value: string | undefined
    // Pair by pair, as the reader has found them: a pattern makes texts of all of them.
    for (let at = pastBlanks(written, 0); at < written.length; ) {
      const quote = pastBlanks(written, written.indexOf('=', at) + 1)
      const end = written.indexOf(written[quote] ?? '', quote + 1)
      if (end < quote) break
      if (isNameAt(written, at, name)) value = written.slice(quote + 1, end)
      at = pastBlanks(written, end + 1)
    }
    return value
  }
}

function isNameAt(written: string, at: number, name: string): boolean {
  const next = written.charCodeAt(at + name.length)
  return (next === EQUALS || isBlank(next)) && written.startsWith(name, at)
}

function pastBlanks(text: string, from: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at))) at += 1
  return at
}

const EQUALS = 0x3d
const ASCII = 0x7f

/** What `\s` is to the reader's patterns. */
function isBlank(code: number): boolean {
  if (code <= ASCII) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  return code > ASCII && /\s/.test(String.fromCharCode(code))
}
