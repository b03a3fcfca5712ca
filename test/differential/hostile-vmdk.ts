import { ascii, concat, layOut, u8, u16le, u32le, u64le, zeros } from '../helpers/bytes/encoders.ts'
import { DISK, type HostileImage, type Parts } from './hostile-image.ts'

export const DESCRIPTOR = [
  '# Disk DescriptorFile',
  'version=1',
  'CID=12345678',
  'parentCID=ffffffff',
  'createType="monolithicSparse"',
  'RW 2048 SPARSE "disk.vmdk"',
  'ddb.adapterType = "ide"',
  '',
].join('\n')

interface Sparse {
  readonly descriptor?: string
  readonly version?: number
  readonly sector?: number
  readonly sectors?: number
  readonly footer?: Uint8Array
  /** Bytes of the file. */
  readonly size?: number
}

function sparseHeader({ version = 1, sector = 1, sectors = 20, footer }: Sparse): Uint8Array {
  return concat(
    ...[ascii('KDMV'), u32le(version), u32le(3), u64le(2048), u64le(128)],
    ...[u64le(sector), u64le(sectors), u32le(512), u64le(0)],
    ...[u64le(footer === undefined ? 21 : 0xffffffffffffffffn), u64le(0)],
    ...[u8(0), ascii('\n \r\n'), u16le(0)],
  )
}

/** A sparse VMDK of 64 KiB, unless something else is said. */
export function sparse(fields: Sparse = {}): Uint8Array {
  const { descriptor = DESCRIPTOR, footer, size = DISK } = fields
  const end = footer === undefined ? {} : { [size - footer.length]: footer }
  return layOut(size, { 0: sparseHeader(fields), 512: ascii(descriptor), ...end })
}

const NO_FOOTER = new Uint8Array()

export function footer(change: Parts = {}, fields: Sparse = {}): Uint8Array {
  const marker = layOut(512, { 12: u32le(3) })
  const header = layOut(512, { 0: sparseHeader(fields) })
  const bytes = concat(marker, header, zeros(512))
  for (const [at, part] of Object.entries(change)) bytes.set(part, Number(at))
  return bytes
}

const FOOTERS: Readonly<Record<string, Uint8Array>> = {
  sound: footer(),
  'with another signature': footer({ 512: ascii('MDKV') }),
  'of another version': footer({}, { version: 2 }),
  'with another descriptor': footer({}, { sector: 2 }),
  'with a longer descriptor': footer({}, { sectors: 21 }),
  'that names a footer': footer({}, { footer: NO_FOOTER }),
  'with another marker': footer({ 12: u32le(2) }),
  'whose marker has a size': footer({ 8: u32le(1) }),
  'whose marker has a value': footer({ 0: u32le(1) }),
  'whose marker is not padded': footer({ 500: u8(1) }),
  'without an end of stream': footer({ 1024: u8(1) }),
  'whose end of stream is not padded': footer({ 1535: u8(1) }),
}

const LINES: Readonly<Record<string, string>> = {
  'a comment': '# words = "any"',
  'an absolute extent': 'RW 2048 FLAT "/etc/passwd" 0',
  'an extent after white space': '\t RW 2048 FLAT "../../etc/shadow" 0',
  'an extent divided by tabs': 'RW\t2048\tFLAT\t"/etc/passwd"\t0',
  'an extent in lower case': 'rdonly 2048 sparse "other.vmdk"',
  'an extent of another file': 'RW 2048 FLAT "disk-flat.vmdk" 0',
  'an extent of nothing': 'NOACCESS 2048 ZERO',
  words: 'some words here',
  'a pair with a blank before its sign': 'key = value',
  'a pair with a path': 'parentFileNameHint="/etc/passwd"',
  'a second create type': 'createType="monolithicFlat"',
  'a line that ends in CR': 'key=value\r',
  'bytes that are not ASCII': 'ddb.comment = "caf\xe9"',
  'a line of separators': '\x1c\x1d key=1 \x1f',
}

function withoutLine(start: string): string {
  return DESCRIPTOR.split('\n')
    .filter((line) => !line.startsWith(start))
    .join('\n')
}

export function vmdkImages(): HostileImage[] {
  const types = [
    'monolithicFlat',
    'vmfs',
    'streamOptimized',
    'MONOLITHICSPARSE',
    'x'.repeat(63),
    'x'.repeat(64),
    '',
  ].map((type) => ({
    name: `vmdk of type ${type}`,
    bytes: sparse({ descriptor: DESCRIPTOR.replace('monolithicSparse', type) }),
  }))
  const lines = Object.entries(LINES).flatMap(([name, line]) => [
    { name: `vmdk with ${name}`, bytes: sparse({ descriptor: `${DESCRIPTOR}${line}\n` }) },
    { name: `text with ${name}`, bytes: text(`${DESCRIPTOR}${line}\n`) },
  ])
  const footers = Object.entries(FOOTERS).map(([name, footer]) => ({
    name: `vmdk with a footer ${name}`,
    bytes: sparse({ footer }),
  }))
  return [...types, ...lines, ...footers, ...oddVmdk()]
}

function oddVmdk(): HostileImage[] {
  const versions = [0, 4, 0x80000001].map((version) => ({
    name: `vmdk of version ${version}`,
    bytes: sparse({ version }),
  }))
  const places: readonly (readonly [string, Uint8Array])[] = [
    ['without extents', sparse({ descriptor: withoutLine('RW') })],
    ['without a create type', sparse({ descriptor: withoutLine('createType') })],
    ['with an open create type', sparse({ descriptor: 'version=1\ncreateType="monolithicSparse' })],
    ['whose descriptor is elsewhere', sparse({ sector: 2 })],
    ['whose descriptor is elsewhere, with a footer', sparse({ sector: 2, footer: footer() })],
    ['without room for its descriptor', sparse({ sectors: 0 })],
    ['with a descriptor beyond the end', sparse({ sectors: 200 })],
    ['with a descriptor of 2 MiB', concat(sparse({ sectors: 4096 }), zeros(2 << 20))],
    ['in three sectors', concat(sparse({ footer: footer() }).subarray(0, 1024), footer())],
    ['that names a footer and ends', sparse({ footer: NO_FOOTER }).subarray(0, 1024)],
    ['of ESX', layOut(DISK, { 0: concat(ascii('COWD'), u32le(1)) })],
  ]
  return [...versions, ...places.map(([name, bytes]) => ({ name: `vmdk ${name}`, bytes }))]
}

/** Not a byte more: where a text ends in zeros it is none to OpenStack. */
function text(content: string): Uint8Array {
  return ascii(content.padEnd(512, '\n'))
}

export function textImages(): HostileImage[] {
  const words = 'some words\n'.repeat(50)
  return [
    { name: 'a text', bytes: text(words) },
    { name: 'a text that is a descriptor', bytes: text(DESCRIPTOR) },
    {
      name: 'a descriptor after a page of words',
      bytes: ascii(`${words.repeat(10)}${DESCRIPTOR}`),
    },
    { name: 'a text that is not ASCII later on', bytes: ascii(`${words}\xff\xfe`) },
    { name: 'a text that is not ASCII after a NUL', bytes: ascii(`${words}\0\xff`) },
    {
      name: 'a text that is not ASCII after the first piece',
      bytes: ascii(`${'a'.repeat(5000)}\xff`),
    },
    { name: 'a short descriptor', bytes: ascii('createType="monolithicSparse"') },
    { name: 'a single line', bytes: ascii(`createType="monolithicSparse"${' '.repeat(60)}`) },
  ]
}
