import { type Fault, type FaultCode, faultIn, type Refuse, refusalIn } from '../../bytes/errors.ts'
import { encodeText } from '../../bytes/text.ts'
import { type Phrase, quote, says } from '../../phrases/phrase.ts'
import { contentIdOf, quotedValueOf } from './descriptor-keys.ts'

/** Of text descriptors: whose data is in other files, which qemu knows how to find. */
const TYPES: readonly string[] = [
  ...['monolithicFlat', 'vmfs', 'vmfsSparse', 'seSparse'],
  ...['twoGbMaxExtentSparse', 'twoGbMaxExtentFlat'],
]
/** qemu's bounds. */
const MAX_TYPE = 127
const MAX_HINT = 4095
/** What is told of a text; a hostile one has a megabyte. */
const SHOWN = 200
/** A line that is an extent's to qemu: whatever stands behind the name, but for a number, is passed over. */
const RW_EXTENT = /^\s*RW\s+[-+]?\d+\s+(\S{1,10})\s+"[^"\r]+"?\s*([-+]?\d+)?/

/**
 * Why qemu refuses a descriptor whose extents are other files, in its words and order where it has
 * some (`vmdk_open_desc_file`); undefined for what it opens. `base` is where the text begins in the
 * file, `sectors` what its extents are long together.
 */
export function descriptorFault(text: string, base: number, sectors: number): Fault | undefined {
  return faultIn(() => {
    const refuse = refusalAt(text, base)
    checkType(text, base, refuse)
    checkLines(text, refuse)
    // To qemu a disk of 0 bytes, of which qemu-img info dies by an assertion.
    if (sectors === 0) refuse('extents', 0, says('at least one extent'), says('none'))
    checkIdentity(text, refuse)
  })
}

/** Why qemu refuses a descriptor that is embedded in an extent, of which it reads no more than what tells who it is. */
export function identityFault(text: string, base: number): Fault | undefined {
  return faultIn(() => checkIdentity(text, refusalAt(text, base)))
}

/** `refusalIn` whose offsets are those of characters of the text. */
function refusalAt(text: string, base: number, code?: FaultCode): Refuse {
  const refuse = refusalIn('vmdk', code)
  return (field, at, expected, found, message) =>
    refuse(field, base + encodeText(text.slice(0, at)).length, expected, found, message)
}

function checkType(text: string, base: number, refuse: Refuse): void {
  const { at, value } = quotedValueOf(text, 'createType')
  if (value === undefined || encodeText(value).length > MAX_TYPE) {
    const message = says('invalid VMDK image descriptor')
    refuse('createType', at ?? 0, says('a name in quotes'), foundAt(text, at), message)
  } else if (!TYPES.includes(value)) {
    const message = says("Unsupported image type '{{name}}'", { name: value })
    const unsupported = refusalAt(text, base, 'unsupported')
    unsupported('createType', at ?? 0, says('a type that QEMU opens'), quote(value), message)
  }
}

function checkLines(text: string, refuse: Refuse): void {
  let at = 0
  for (const line of text.split('\n')) {
    const [extent, type, offset] = RW_EXTENT.exec(line) ?? []
    if (extent !== undefined && !isOfItsType(type, offset)) {
      const shown = line.slice(0, SHOWN)
      refuse(
        'extent',
        at,
        says('an extent that QEMU reads'),
        quote(shown),
        says('Invalid extent line: {{name}}', { name: shown }),
      )
    }
    at += line.length + 1
  }
}

/** Only a flat extent has an offset, and needs one. */
function isOfItsType(type: string | undefined, offset: string | undefined): boolean {
  return type === 'FLAT' ? offset !== undefined && Number(offset) >= 0 : offset === undefined
}

function checkIdentity(text: string, refuse: Refuse): void {
  const { at, value: hint = text } = quotedValueOf(text, 'parentFileNameHint')
  if (at !== undefined && (hint === text || encodeText(hint).length > MAX_HINT)) {
    const expected = says('a name in quotes of at most {{bytes}} bytes', { bytes: MAX_HINT })
    refuse('parentFileNameHint', at, expected, foundAt(text, at))
  }
  for (const key of ['CID', 'parentCID'] as const) {
    const { at, value } = contentIdOf(text, key)
    if (value === undefined) refuse(key, at ?? 0, says('hexadecimal digits'), foundAt(text, at))
  }
}

/** The rest of the line. */
function foundAt(text: string, at: number | undefined): Phrase {
  if (at === undefined) return says('none')
  const end = text.indexOf('\n', at)
  const rest = text.slice(at, Math.min(end < 0 ? text.length : end, at + SHOWN))
  return rest === '' ? says('nothing') : quote(rest)
}
