/** Formats, besides qcow2, whose tables qemu-img checks. */
export type TableFormat = 'parallels' | 'qed' | 'vdi' | 'vhdx' | 'vmdk'

/** A damaged image. */
export interface Edit {
  readonly title: string
  readonly bytes: Buffer
  /** Why the result is not qemu-img 7.2's; with it what each of both says. */
  readonly differs?: string
  readonly theirs?: (filename: string) => unknown
  readonly own?: { readonly corruptions: number; readonly beyondEndCount: number }
}

type Put = (bytes: Buffer) => void

/** Ways to damage a sound image of the format. */
export function editsOf(format: TableFormat, sound: Buffer): readonly Edit[] {
  const make = (title: string, put: Put, more: Partial<Edit> = {}): Edit => {
    const bytes = Buffer.from(sound)
    put(bytes)
    return { title, bytes, ...more }
  }
  const cut = (title: string, by: number, more: Partial<Edit> = {}): Edit => ({
    title,
    bytes: sound.subarray(0, sound.length - by),
    ...more,
  })
  const fine = FINE_CUTS.map((by) => cut(`a cut of ${by} bytes`, by))
  return [...EDITS[format](sound, make, cut), ...fine]
}

/** Less than a sector, which qemu rounds up, and a little more. */
const FINE_CUTS = [100, 511, 600]

type Make = (title: string, put: Put, more?: Partial<Edit>) => Edit
type Cut = (title: string, by: number, more?: Partial<Edit>) => Edit
type EditsOf = (sound: Buffer, make: Make, cut: Cut) => readonly Edit[]

const CLEAN = (format: TableFormat, counts: object = {}) => {
  return (filename: string) => ({ 'check-errors': 0, filename, format, ...counts })
}
const BEYOND = 'it does not name a block that ends after the file'

const EDITS: Readonly<Record<TableFormat, EditsOf>> = {
  vdi(sound, make, cut) {
    const map = sound.readUInt32LE(0x154)
    const entry = (index: number) => map + 4 * index
    return [
      make('a block in the place of another', (bytes) => bytes.writeUInt32LE(0, entry(20))),
      make('a block outside of the image', (bytes) => bytes.writeUInt32LE(1000, entry(20))),
      make('a wrong count', (bytes) => bytes.writeUInt32LE(9, 0x184)),
      make('a discarded block', (bytes) => bytes.writeUInt32LE(0xfffffffe, entry(20))),
      make('all of these', (bytes) => {
        bytes.writeUInt32LE(1000, entry(20))
        bytes.writeUInt32LE(0, entry(21))
        bytes.writeUInt32LE(0xfffffffe, entry(22))
        bytes.writeUInt32LE(9, 0x184)
      }),
      cut('a cut', 1_500_000, {
        differs: BEYOND,
        theirs: CLEAN('vdi'),
        own: { corruptions: 0, beyondEndCount: 2 },
      }),
    ]
  },
  parallels(sound, make, cut) {
    const entry = (index: number) => 64 + 4 * index
    const end = sound.length
    return [
      make('a cluster outside of the image', (bytes) => bytes.writeUInt32LE(1000, entry(40))),
      make('one that is out of order', (bytes) => {
        bytes.writeUInt32LE(1000, entry(40))
        bytes.writeUInt32LE(3, entry(10))
        bytes.writeUInt32LE(2, entry(11))
      }),
      make('an image that was not closed', (bytes) => bytes.writeUInt32LE(0x746f6e59, 44)),
      make('clusters that nobody names', (bytes) => bytes.writeUInt32LE(0, entry(30))),
      make('clusters after the last one', (bytes) => {
        for (const index of [5, 6, 7]) bytes.writeUInt32LE(0, entry(index))
      }),
      cut('a cut before a cluster', 1_500_000, {
        differs: `${BEYOND}; one that begins after it is a corruption to both`,
        theirs: CLEAN('parallels', {
          corruptions: 1,
          'image-end-offset': end,
          'total-clusters': 64,
          'allocated-clusters': 7,
        }),
        own: { corruptions: 1, beyondEndCount: 1 },
      }),
      make('two clusters in one place', (bytes) => bytes.writeUInt32LE(1, entry(40)), {
        differs: 'only QEMU from 8.1 on finds these',
        theirs: CLEAN('parallels', {
          'image-end-offset': end,
          'total-clusters': 64,
          'allocated-clusters': 8,
        }),
        own: { corruptions: 1, beyondEndCount: 0 },
      }),
    ]
  },
  qed(sound, make, cut) {
    const size = sound.readUInt32LE(4)
    const l1 = Number(sound.readBigUInt64LE(40))
    const l2 = Number(sound.readBigUInt64LE(l1))
    const first = sound.readBigUInt64LE(l2)
    const put = (value: bigint, at: number) => (bytes: Buffer) => {
      bytes.writeBigUInt64LE(value, at)
    }
    return [
      make('a cluster in the place of another', put(first, l2 + 8 * 700)),
      make('a cluster outside of the file', put(1n << 40n, l2 + 8 * 700)),
      make('a cluster that is not aligned', put(first + 512n, l2 + 8 * 700)),
      make('a cluster over the header', put(0x800n, l2 + 8 * 700)),
      make('a cluster of zeros, and one that nobody names any more', (bytes) => {
        put(1n, l2 + 8 * 700)(bytes)
        put(1n, l2)(bytes)
      }),
      make('clusters that nobody names', (bytes) => {
        put(0n, l2)(bytes)
        put(0n, l2 + 16)(bytes)
      }),
      make('an L2 table outside of the file', put(1n << 40n, l1 + 24)),
      make('an L2 table twice', put(BigInt(l2), l1 + 24)),
      make('an L2 table over the L1 table', put(BigInt(l1), l1 + 24)),
      make('a file that was not closed', put(2n, 16)),
      cut('a cut', 2 * size + 10),
    ]
  },
  vhdx(sound, make, cut) {
    const table = 2 * 1024 * 1024
    const out = (BigInt(sound.length) << 1n) & ~0xfffffn
    const first = sound.readBigUInt64LE(table)
    const put = (value: bigint, index: number) => (bytes: Buffer) => {
      bytes.writeBigUInt64LE(value, table + 8 * index)
    }
    return [
      make('a block outside of the file', put(out | 6n, 1)),
      make('a block over the metadata', put((1n << 20n) | 6n, 1)),
      make('two of these', (bytes) => {
        put(out | 6n, 5)(bytes)
        put((1n << 20n) | 6n, 6)(bytes)
      }),
      make('a block in the place of another', put(first, 5)),
      make('a state that there is not', put(4n, 5)),
      cut('a cut', 1_500_000),
    ]
  },
  vmdk(sound, make) {
    const directory = Number(sound.readBigUInt64LE(56)) * 512
    const table = sound.readUInt32LE(directory) * 512
    return [
      make('a grain in the place of another', (bytes) => {
        bytes.writeUInt32LE(bytes.readUInt32LE(table), table + 4 * 400)
      }),
      make(
        'grains outside of the file',
        (bytes) => {
          bytes.writeUInt32LE(0x7fffffff, table + 4 * 400)
          bytes.writeUInt32LE(0x7ffffffe, table + 4 * 402)
        },
        {
          differs: 'it stops at the first one, and tells nothing but that it failed',
          theirs: () => undefined,
          own: { corruptions: 2, beyondEndCount: 0 },
        },
      ),
    ]
  },
}
