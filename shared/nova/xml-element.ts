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
    if (!this.#written.includes(name)) return undefined
    let value: string | undefined
    PAIR.lastIndex = 0
    for (let pair = PAIR.exec(this.#written); pair !== null; pair = PAIR.exec(this.#written)) {
      if (pair[1] === name) value = pair[2] ?? pair[3]
    }
    return value
  }
}
