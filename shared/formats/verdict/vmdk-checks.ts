import { encodeText } from '../../bytes/text.ts'
import { type Phrase, quote, type Said, said, says } from '../../phrases/phrase.ts'
import { type Facts, NOT_APPLICABLE, PASS } from './facts.ts'
import type { Evidence, Finding, Params } from './types.ts'
import { type DescriptorLine, descriptorLines, extentNames } from './vmdk-lines.ts'
import {
  brokenFooterRule,
  DESCRIPTOR_OFFSET,
  FOOTER_SIZE,
  type SparseFields,
  type VmdkParts,
} from './vmdk-parts.ts'

/** The create types whose data is all in the file that says so (spec 5, CVE-2022-47951). */
const SELF_CONTAINED: readonly string[] = ['monolithicSparse', 'streamOptimized']
/** Extent types that have their data in the sparse file, or none. */
const WITHIN: readonly string[] = ['SPARSE', 'ZERO']
const TYPE_LINE = /^createType\s*=\s*"?([^"]{0,64})/i
const SHOWN = 200
/** Versions of a sparse header that are defined (VMDK specification 5.0, and 3 of later products). */
const VERSIONS: readonly number[] = [1, 2, 3]
const VERSION_OFFSET = 4

/** The parts of a file that is a VMDK to qemu. */
function partsOf({ format, vmdk }: Facts): VmdkParts | undefined {
  return format === 'vmdk' ? vmdk : undefined
}

/** What kind of VMDK it is: all others have their data in files that the descriptor names. */
export function vmdkCreateType(facts: Facts): Finding {
  const parts = partsOf(facts)
  if (parts === undefined) return NOT_APPLICABLE
  const expected = says('monolithicSparse or streamOptimized')
  const lines = [...descriptorLines(parts.text ?? '')]
  const found = lines.flatMap((line) => {
    const type = TYPE_LINE.exec(line.text)?.[1]
    return type === undefined ? [] : [{ line, type }]
  })
  const wrong = found.find(({ type }) => !SELF_CONTAINED.includes(type))
  if (wrong !== undefined) {
    const evidence = evidenceOf(parts, wrong.line, expected)
    return { state: 'fail', params: { type: wrong.type, reason: 'type' }, evidence }
  }
  if (found.length > 0) return { state: 'pass', params: { type: found[0]?.type ?? '' } }
  const evidence = { offset: parts.textOffset, expected, found: says('none') }
  return { state: 'fail', params: { reason: 'none' }, evidence }
}

/** Whether the descriptor is where everybody looks for it, and every line of it is understood. */
export function vmdkDescriptor(facts: Facts): Finding {
  const parts = partsOf(facts)
  if (parts === undefined) return NOT_APPLICABLE
  const { header, text, textOffset } = parts
  if (header !== undefined && textOffset !== DESCRIPTOR_OFFSET) {
    const found = `${header.descriptorSector}`
    const expected = says('sector {{n}}', { n: 1 })
    const evidence = { offset: 28, expected, found: said(header.descriptorSector) }
    return { state: 'fail', params: { reason: 'place', found }, evidence }
  }
  if (text === undefined || text === '') {
    const found = text === undefined ? says('the end of the file') : says('nothing')
    const evidence = { offset: textOffset, expected: says('a descriptor'), found }
    return { state: 'fail', params: { reason: 'none' }, evidence }
  }
  for (const line of descriptorLines(text)) {
    if (line.kind !== 'other') continue
    const evidence = evidenceOf(parts, line, says('a comment, key=value or an extent'))
    return { state: 'warning', params: { reason: 'line', line: shown(line.text) }, evidence }
  }
  return header === undefined ? PASS : versionFinding(header)
}

/** A version that nobody has defined: what the other fields mean is not known. */
function versionFinding({ version }: SparseFields): Finding {
  if (VERSIONS.includes(version)) return PASS
  const evidence = {
    offset: VERSION_OFFSET,
    expected: says('{{n}} to {{n2}}', { n: 1, n2: 3 }),
    found: version,
  }
  return { state: 'warning', params: { reason: 'version', version }, evidence }
}

/** Extents that are other files: whoever opens the image reads and writes them (CVE-2022-47951). */
export function vmdkExtents(facts: Facts): Finding {
  const parts = partsOf(facts)
  if (parts?.text === undefined || parts.text === '') return NOT_APPLICABLE
  let count = 0
  let outside: DescriptorLine | undefined
  for (const line of descriptorLines(parts.text)) {
    if (line.kind !== 'extent') continue
    count += 1
    const reason = reasonOf(line)
    if (reason === 'path') return outsideFinding(parts, line)
    if (reason !== undefined) outside ??= line
  }
  if (outside !== undefined) return outsideFinding(parts, outside)
  if (count > 0) return { state: 'pass', params: { count } }
  const evidence = {
    offset: parts.textOffset,
    expected: says('at least one extent'),
    found: says('none'),
  }
  return { state: 'fail', params: { reason: 'none' }, evidence }
}

/** Made of the one line that is told: where it is in the file takes as long as all that is before it. */
function outsideFinding(parts: VmdkParts, line: DescriptorLine): Finding {
  const reason = reasonOf(line) ?? ''
  const { type, name = '' } = extentNames(line.text)
  const params: Params = { reason, type, name: shown(name) }
  return { state: 'fail', params, evidence: evidenceOf(parts, line, says('no path')) }
}

function reasonOf({ text }: DescriptorLine): 'path' | 'no-type' | 'other-file' | undefined {
  const { type, name = '' } = extentNames(text)
  if (name.includes('/') || name.includes('\\')) return 'path'
  if (type === '') return 'no-type'
  return WITHIN.includes(type) ? undefined : 'other-file'
}

/** A footer that says something else than the header: the one is checked, the other is used. */
export function vmdkFooter(facts: Facts): Finding {
  const parts = partsOf(facts)
  const { source } = facts
  if (parts?.header?.footerFollows !== true) return NOT_APPLICABLE
  const offset = source.size - FOOTER_SIZE
  if (parts.footer === undefined) {
    const evidence = {
      offset: 56,
      expected: says('a footer'),
      found: says('the end at {{at}}', { at: source.size }),
    }
    return { state: 'fail', params: { reason: 'none' }, evidence }
  }
  const reason = brokenFooterRule(parts.header, parts.footer)
  if (reason === undefined) return PASS
  const expected = headerText(parts.header)
  const evidence = { offset, expected, found: says(`a footer with another ${reason}`) }
  return { state: 'fail', params: { reason }, evidence }
}

function headerText({ version, descriptorSector, descriptorSectors }: SparseFields): Phrase {
  return says('version {{n}}, descriptor of {{n2}} sectors at {{n3}}', {
    n: version,
    n2: descriptorSectors,
    n3: descriptorSector,
  })
}

function evidenceOf(parts: VmdkParts, line: DescriptorLine, expected: Said): Evidence {
  const text = shown(line.text)
  const before = encodeText((parts.text ?? '').slice(0, line.at)).length
  return { offset: parts.textOffset + before, expected, found: quote(text), text }
}

function shown(text: string): string {
  return text.slice(0, SHOWN)
}
