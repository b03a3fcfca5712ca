import fc from 'fast-check'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import {
  attribute,
  ownText,
  parseXml,
  SkippedElements,
  type XmlElement,
} from '../../../shared/nova/xml.ts'
import { cpuTime } from '../../helpers/cpu-time.ts'
import { inEnglish } from '../../helpers/in-english.ts'
import { SEED_LIBVIRT_XML } from '../../helpers/trees/seed-texts.ts'

const NOTHING = new SkippedElements([])

function parse(text: string, skipped = NOTHING): XmlElement {
  return parseXml(text, 'XML', skipped)
}

function faultOf(text: string) {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof FormatError) return inEnglish(error.fault)
    throw error
  }
  throw new Error(`${text} was accepted`)
}

/** What a general parser makes of a text, in the order of the document. */
interface Ordered {
  readonly [tag: string]: readonly Ordered[] | string | Readonly<Record<string, string>>
}

const general = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  processEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: true,
})

type Plain = readonly [string, Readonly<Record<string, string>>, string, readonly Plain[]]

function byGeneral(nodes: readonly Ordered[]): readonly Plain[] {
  return nodes.flatMap((node) => {
    const tag = Object.keys(node).find((key) => key !== ':@')
    if (tag === undefined || tag === '#text') return []
    const inner = node[tag] as readonly Ordered[]
    const text = inner.map((one) => one['#text'] ?? '').join('')
    const attributes = (node[':@'] ?? {}) as Readonly<Record<string, string>>
    return [[tag, attributes, text, byGeneral(inner)] as const]
  })
}

function byOwn(element: XmlElement): readonly Plain[] {
  return element.children.map((one) => {
    const names = [...one.attributes.keys()]
    const attributes = Object.fromEntries(names.map((name) => [name, attribute(one, name) ?? '']))
    return [one.tag, attributes, ownText(one) ?? '', byOwn(one)] as const
  })
}

function tagsIn(elements: readonly Plain[]): readonly string[] {
  return elements.flatMap(([tag, , , inner]) => [tag, ...tagsIn(inner)])
}

function without(elements: readonly Plain[], tags: readonly string[]): readonly Plain[] {
  return elements.flatMap(([tag, pairs, text, inner]) =>
    tags.includes(tag) ? [] : [[tag, pairs, text, without(inner, tags)] as const],
  )
}

/** Text around what is skipped has fewer blanks in it. */
function withoutText(elements: readonly Plain[]): unknown {
  return elements.map(([tag, pairs, text, inner]) => [
    tag,
    pairs,
    text.replaceAll(/\s/g, ''),
    withoutText(inner),
  ])
}

const name = fc.stringMatching(/^[a-z][a-z0-9:.-]{0,6}$/)
const word = fc.stringMatching(/^[A-Za-z0-9 é中/;=.]{0,12}$/).map((text) => text.trim())
const escaped = word.map((text) => `${text}&amp;&lt;&gt;`)
const attributes = fc.dictionary(name, fc.oneof(word, escaped), { maxKeys: 3 }).map((pairs) =>
  Object.entries(pairs)
    .map(([key, value], index) =>
      index % 2 === 0 ? ` ${key}="${value}"` : `\n ${key} = '${value}'`,
    )
    .join(''),
)
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.tuple(name, attributes).map(([tag, pairs]) => `<${tag}${pairs}/>`),
    fc
      .tuple(name, attributes, fc.oneof(word, escaped))
      .map(([tag, pairs, text]) => `<${tag}${pairs}>${text}</${tag}>`),
    fc
      .tuple(name, attributes, fc.array(tie('tree'), { maxLength: 4 }))
      .map(
        ([tag, pairs, inner]) => `<${tag}${pairs}>\n<!-- a > b -->${inner.join('\n')}</${tag} >`,
      ),
  ),
}))

describe('the reader of XML', () => {
  test('reads what a general parser reads', () => {
    fc.assert(
      fc.property(tree, (text) => {
        const document = `<?xml version="1.0"?>\n${text}`
        expect(byOwn(parse(document))).toEqual(byGeneral(general.parse(document) as Ordered[]))
      }),
    )
    expect(byOwn(parse(SEED_LIBVIRT_XML))).toEqual(
      byGeneral(general.parse(SEED_LIBVIRT_XML) as Ordered[]),
    )
  })

  test('finds an attribute by its whole name, and none inside of a value', () => {
    const text = `<a device='b="1" dev="2"' x = "it's"\n\tdev='4'/>`
    const [element] = parse(text).children
    expect(attribute(element, 'dev')).toBe('4')
    expect(attribute(element, 'device')).toBe('b="1" dev="2"')
    expect(attribute(element, 'x')).toBe("it's")
    for (const none of ['b', 'devi', 'vice', 'it', '3']) {
      expect(attribute(element, none)).toBeUndefined()
    }
  })

  test('ends any text within its bounds, with a result or a fault', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      '<a',
      '</a>',
      '<a>',
      ' b="c"',
      "'",
      '"',
      '=',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '&amp;',
      ' ',
      'x',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        try {
          parse(parts.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['an opening tag that is not closed', '<a><b></b>', 10, '</a>'],
    ['a closing tag of another', '<a><b></a>', 6, '</b>'],
    ['a closing tag too many', '<a/></a>', 4, '</>'],
    ['an attribute without quotes', '<a><b c=d/></a>', 3, 'a tag with quoted attributes'],
    ['an attribute twice quoted', '<a b="c"d"/>', 0, 'a tag with quoted attributes'],
    ['a comment without end', '<a><!-- </a>', 3, '-->'],
    ['text in CDATA without end', '<a><![CDATA[x</a>', 3, ']]>'],
    ['a declaration', '<a><!ENTITY b "c"></a>', 3, 'no declaration'],
    ['a tag that ends the text', '<a', 0, 'a tag with quoted attributes'],
    [
      'an entity that nothing declares',
      '<a><b c="&amp;&nbsp;"/></a>',
      14,
      'a reference that XML knows',
    ],
    ['an ampersand alone', '<a><!-- & -->a & b</a>', 15, 'a reference that XML knows'],
    ['a character that no XML has', '<a>&#0;</a>', 3, 'a reference that XML knows'],
    ['half of one', '<a>&#xD800;</a>', 3, 'a reference that XML knows'],
    ['a second document', '<a/>\n<b/>', 5, 'one element'],
    ['text after the document', '<a/>\n garbage', 4, 'one element'],
    ['text before the document', 'x<a/>', 0, 'one element'],
    ['CDATA after the document', '<a/><![CDATA[x]]>', 4, 'one element'],
  ])('refuses %s where it stands', (_, text, offset, expected) => {
    expect(faultOf(text)).toMatchObject({ code: 'invalid', offset, expected })
  })

  test('has what references stand for, and an ampersand where it is none', () => {
    const text =
      '<a b="&lt;&#x0000e9;"><?p & ?><!-- &nope; -->&#233;<![CDATA[ & ]]>&apos;</a><!-- & -->'
    const [element] = parse(text).children
    expect(ownText(element)).toBe("é & '")
    expect(attribute(element, 'b')).toBe('<é')
  })

  test('refuses an attribute that stands twice, once somebody asks for it', () => {
    const [element] = parse('<a b="1" c="2" b="1"/>').children
    expect(attribute(element, 'c')).toBe('2')
    expect(() => attribute(element, 'b')).toThrow(FormatError)
    expect(() => element?.attributes).toThrow(FormatError)
  })

  test.each([
    ['many attributes', `<a ${'b="c" '.repeat(100_000)}`],
    ['much space', `<a${' '.repeat(900_000)}<`],
    ['a long name', `<${'a'.repeat(900_000)}`],
    ['many equals signs', `<a ${'='.repeat(900_000)}`],
    ['a quote without end', `<a b="${'c'.repeat(900_000)}`],
    ['many opening brackets', '<'.repeat(900_000)],
    ['many levels', '<a>'.repeat(300_000)],
    ['many siblings that end too early', `<r>${'<a/>'.repeat(200_000)}`],
  ])('takes no long time over %s', (_, text) => {
    expect(cpuTime(() => expect(faultOf(text).code).toBe('invalid'))).toBeLessThan(2000)
  })

  test('passes over what nobody wants, whatever is in it', () => {
    const text = '<r><auth a="b"><s>x</s></auth> <auth/><k/><auth><s><t/></s></auth></r>'
    const [root] = parse(text, new SkippedElements(['auth'])).children
    expect(root?.children.map(({ tag }) => tag)).toEqual(['k'])
    expect(root?.text).toBe('')
  })

  test('reads of the rest what it reads with all', () => {
    fc.assert(
      fc.property(tree, (text) => {
        const all = byOwn(parse(text))
        const tags = tagsIn(all).filter((tag) => tag.length % 2 === 0)
        const rest = byOwn(parse(text, new SkippedElements(tags)))
        expect(withoutText(rest)).toEqual(withoutText(without(all, tags)))
      }),
    )
  })

  test.each([
    ['a tag that is not closed', '<auth><s></auth>'],
    ['the closing tag of another', '<auth><s>x</t></auth>'],
    ['an attribute without quotes', '<auth><s a=b/></auth>'],
    ['a declaration', '<auth><!ENTITY a="b"/></auth>'],
    ['a comment without end', '<auth><!-- x="y"/></auth>'],
    ['a longer name', '<auth></auths>'],
  ])('refuses %s in what nobody wants, too', (_, text) => {
    expect(() => parse(`<r>${text}</r>`, new SkippedElements(['auth']))).toThrow(FormatError)
  })

  test.each([
    ['many empty elements', `<auth>${'<s a="b"/>'.repeat(80_000)}<t>`],
    ['much text', `<auth>${'<s>x</s>'.repeat(100_000)}<t>`],
    ['many that are closed', `<r>${'<auth><s/></auth>'.repeat(50_000)}<auth>`],
    ['many that are not', `<r>${'<auth><s/>'.repeat(90_000)}`],
    ['much space', `<auth>${' '.repeat(900_000)}<`],
  ])('takes no long time over %s that nobody wants', (_, text) => {
    const read = () => parse(text, new SkippedElements(['auth', 's']))
    expect(cpuTime(() => expect(read).toThrow(FormatError))).toBeLessThan(2000)
  })

  test('has what stands in CDATA as it is written', () => {
    expect(ownText(parse('<a><![CDATA[<b>&amp;]]></a>').children[0])).toBe('<b>&amp;')
  })
})
