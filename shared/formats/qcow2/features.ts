import { type Phrase, says } from '../../phrases/phrase.ts'
import type { FeatureBit, FeatureKind, FeatureName, Qcow2Header } from './types.ts'

/** Incompatible features (qcow2.rst, byte 72). */
export const INCOMPAT_DIRTY = 1n << 0n
export const INCOMPAT_CORRUPT = 1n << 1n
export const INCOMPAT_DATA_FILE = 1n << 2n
export const INCOMPAT_COMPRESSION = 1n << 3n
export const INCOMPAT_EXTL2 = 1n << 4n
export const INCOMPAT_KNOWN =
  INCOMPAT_DIRTY | INCOMPAT_CORRUPT | INCOMPAT_DATA_FILE | INCOMPAT_COMPRESSION | INCOMPAT_EXTL2

/** Compatible features (qcow2.rst, byte 80). */
export const COMPAT_LAZY_REFCOUNTS = 1n << 0n

/** Autoclear features (qcow2.rst, byte 88). */
export const AUTOCLEAR_BITMAPS = 1n << 0n
export const AUTOCLEAR_DATA_FILE_RAW = 1n << 1n

/** Whether an image has an incompatible feature. */
export function hasFeature(
  { incompatibleFeatures }: Pick<Qcow2Header, 'incompatibleFeatures'>,
  feature: bigint,
): boolean {
  return (incompatibleFeatures & feature) !== 0n
}

/** qemu's own names, as it writes them into the feature name table. */
const KNOWN_NAMES: Readonly<Record<FeatureKind, readonly string[]>> = {
  incompatible: [
    'dirty bit',
    'corrupt bit',
    'external data file',
    'compression type',
    'extended L2 entries',
  ],
  compatible: ['lazy refcounts'],
  autoclear: ['bitmaps', 'raw external data'],
}

/** By the type byte of the feature name table. */
export const FEATURE_KINDS: readonly FeatureKind[] = ['incompatible', 'compatible', 'autoclear']

/** The kind that a type byte of the feature name table means. */
export function featureKind(type: number): FeatureKind | undefined {
  return FEATURE_KINDS[type]
}

/** Every feature bit that is set, with a name where one is known. */
export function setFeatures(
  header: Qcow2Header,
  names: readonly FeatureName[],
): readonly FeatureBit[] {
  return [
    ...setBits('incompatible', header.incompatibleFeatures, names),
    ...setBits('compatible', header.compatibleFeatures, names),
    ...setBits('autoclear', header.autoclearFeatures, names),
  ]
}

/** A feature bit of the format, or one that an image has set beyond those. */
export interface FeatureState extends FeatureBit {
  readonly set: boolean
}

/** Every bit that the format defines, set or not, and after those of its kind what else is set. */
export function allFeatures(
  header: Qcow2Header,
  names: readonly FeatureName[],
): readonly FeatureState[] {
  const set = setFeatures(header, names)
  const isSet = (kind: FeatureKind, bit: number) =>
    set.some((feature) => feature.kind === kind && feature.bit === bit)
  return FEATURE_KINDS.flatMap((kind) => [
    ...KNOWN_NAMES[kind].map((name, bit) => ({
      kind,
      bit,
      name,
      known: true,
      set: isSet(kind, bit),
    })),
    ...set
      .filter((feature) => feature.kind === kind && !feature.known)
      .map((feature) => ({ ...feature, set: true })),
  ])
}

function setBits(kind: FeatureKind, mask: bigint, names: readonly FeatureName[]): FeatureBit[] {
  const bits: FeatureBit[] = []
  for (let bit = 0, rest = mask; rest !== 0n; bit += 1, rest >>= 1n) {
    if ((rest & 1n) === 0n) continue
    const known = KNOWN_NAMES[kind][bit]
    const name = known ?? names.find((entry) => entry.kind === kind && entry.bit === bit)?.name
    bits.push({ kind, bit, known: known !== undefined, ...(name !== undefined && { name }) })
  }
  return bits
}

/**
 * qemu's sentence for incompatible bits that it does not know: the names that the image's own table
 * gives, in the table's order, then the mask of what is left in hexadecimal.
 */
export function unsupportedFeatures(mask: bigint, names: readonly FeatureName[]): Phrase {
  const parts: string[] = []
  let rest = mask
  for (const { kind, bit, name } of names) {
    const flag = bit < 64 ? 1n << BigInt(bit) : 0n
    if (kind !== 'incompatible' || (rest & flag) === 0n) continue
    parts.push(name)
    rest &= ~flag
  }
  if (rest === 0n) return says('Unsupported qcow2 feature(s): {{list}}', { list: parts })
  const unknown = rest.toString(16)
  if (parts.length === 0) {
    return says('Unsupported qcow2 feature(s): Unknown incompatible feature: {{hex}}', {
      hex: unknown,
    })
  }
  return says('Unsupported qcow2 feature(s): {{list}}, Unknown incompatible feature: {{hex}}', {
    ...{ list: parts, hex: unknown },
  })
}
