import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { guidText } from '../../bytes/guid.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import { quote, says } from '../../phrases/phrase.ts'
import { checkVhdxCount, readVhdxTable } from './tables.ts'
import type { VhdxItem, VhdxItemName, VhdxRegion } from './types.ts'

const WHAT = 'vhdx.metadata'
const NAMES: Readonly<Record<string, VhdxItemName>> = {
  'caa16737-fa36-4d43-b3b6-33f0aa44e76b': 'file-parameters',
  '2fa54224-cd1b-4876-b211-5dbed83bf4b8': 'virtual-disk-size',
  'beca12ab-b2e6-4523-93ef-c309e000c746': 'virtual-disk-id',
  '8141bf1d-a96f-4709-ba47-f233a8faab5f': 'logical-sector-size',
  'cda348c7-445d-4471-9cc9-e9885251c556': 'physical-sector-size',
  'a8d35f2d-b30b-454d-abf7-d3d84834ab0c': 'parent-locator',
}

/** The metadata table (MS-VHDX, 2.6.1), in which what is required must be known. */
function readVhdxItems(source: ByteSource, region: VhdxRegion): readonly VhdxItem[] {
  const bytes = readVhdxTable(source, region.offset, WHAT, 'metadata')
  const cursor = new ByteCursor(bytes, WHAT, region.offset).skip(10)
  const count = cursor.u16Le()
  checkVhdxCount(count, WHAT, region.offset + 10)
  cursor.skip(20)
  const items = Array.from({ length: count }, () => readItem(cursor))
  const known = items.map(({ name }) => name).filter((name) => name !== 'unknown')
  const twice = known.find((name, index) => known.indexOf(name) !== index)
  if (twice === undefined) return items
  throw new FormatError(
    'invalid',
    WHAT,
    region.offset,
    says('one {{name}}', { name: twice }),
    says('several'),
  )
}

function readItem(cursor: ByteCursor): VhdxItem {
  const at = cursor.fileOffset
  const guid = guidText(cursor.borrowBytes(16))
  const offset = cursor.u32Le()
  const length = cursor.u32Le()
  const bits = cursor.u32Le()
  cursor.skip(4)
  const name = NAMES[guid] ?? 'unknown'
  const isRequired = (bits & 4) !== 0
  if (isRequired && name === 'unknown') {
    throw new FormatError('unsupported', WHAT, at, says('an item that is known'), quote(guid))
  }
  const flags = { isUser: (bits & 1) !== 0, isVirtualDisk: (bits & 2) !== 0, isRequired }
  return { guid, name, offset, length, ...flags }
}

/** Reads items by name; their tables are checked already. */
export class VhdxItems {
  readonly list: readonly VhdxItem[]
  readonly #source: ByteSource
  readonly #region: VhdxRegion

  constructor(source: ByteSource, region: VhdxRegion) {
    this.#source = source
    this.#region = region
    this.list = readVhdxItems(source, region)
  }

  has(name: VhdxItemName): boolean {
    return this.list.some((item) => item.name === name)
  }

  /** The first `length` bytes of an item. Throws `FormatError` when it is not there. */
  first(name: VhdxItemName, length: number): ByteCursor {
    const { offset } = this.#item(name)
    return this.#read(name, this.#region.offset + offset, length)
  }

  /** All of an item, up to `limit` bytes. */
  whole(name: VhdxItemName, limit: number): ByteCursor {
    const { offset, length } = this.#item(name)
    const at = this.#region.offset + offset
    if (length > limit) {
      const expected = says('at most {{bytes}} bytes', { bytes: limit })
      throw new FormatError('limit', `vhdx.${name}`, at, expected, length)
    }
    return this.#read(name, at, length)
  }

  #item(name: VhdxItemName): VhdxItem {
    const item = this.list.find((one) => one.name === name)
    if (item !== undefined) return item
    throw new FormatError(
      'unsupported',
      WHAT,
      this.#region.offset,
      says('the item {{name}}', { name }),
      says('none'),
    )
  }

  #read(name: VhdxItemName, at: number, length: number): ByteCursor {
    const what = `vhdx.${name}` as const
    return new ByteCursor(readBytes(this.#source, at, length, what, length), what, at)
  }
}
