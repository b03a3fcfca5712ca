import { ByteCursor } from '../../bytes/cursor.ts'
import { type Refuse, refusalIn } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import type { ImageSummary } from '../types.ts'

const MAGIC = 'Bochs Virtual HD Image\0'
const TYPE = 'Redolog\0'
const SUBTYPE = 'Growing\0'
const VERSION_1 = 0x10000
const VERSION_2 = 0x20000
/** Version and what follows it. */
const FIELDS = 64
const MAX_CATALOG = 0x100000
const MAX_EXTENT = 0x800000
const fail: Refuse = refusalIn('bochs')

/** Whether the bytes are the header of a growing disk of Bochs (block/bochs.c, `bochs_probe`). */
export function isBochs(bytes: Uint8Array): boolean {
  if (bytes.length < FIELDS + 4) return false
  const cursor = new ByteCursor(bytes, 'bochs')
  if (cursor.text(MAGIC.length) !== MAGIC) return false
  if (cursor.seek(32).text(TYPE.length) !== TYPE) return false
  if (cursor.seek(48).text(SUBTYPE.length) !== SUBTYPE) return false
  const version = cursor.seek(FIELDS).u32Le()
  return version === VERSION_1 || version === VERSION_2
}

/** The disk's size, and what qemu refuses such a header for, in its order and words (`bochs_open`). */
export function readBochs({ head }: HeadWindow): { readonly summary: ImageSummary } {
  const cursor = new ByteCursor(head, 'bochs').seek(FIELDS)
  const version = cursor.u32Le()
  const catalog = cursor.skip(4).u32Le()
  const extent = cursor.skip(4).u32Le()
  if (version === VERSION_2) cursor.skip(4)
  const disk = cursor.safeU64Le('bochs.disk')
  const virtualSize = disk - (disk % SECTOR_SIZE)
  checkHeader(catalog, extent, virtualSize)
  return { summary: { format: 'bochs', virtualSize } }
}

function checkHeader(catalog: number, extent: number, virtualSize: number): void {
  if (catalog > MAX_CATALOG) {
    fail(
      'catalog',
      72,
      says('at most {{n}}', { n: MAX_CATALOG }),
      catalog,
      says('Catalog size is too large'),
    )
  }
  checkExtent(extent)
  const wanted = Math.ceil(virtualSize / extent)
  if (catalog < wanted) {
    const message = says('Catalog size is too small for this disk size')
    fail('catalog', 72, says('at least {{n}}', { n: wanted }), catalog, message)
  }
}

function checkExtent(extent: number): void {
  if (extent < SECTOR_SIZE) {
    fail(
      'extent',
      80,
      says('at least {{n}}', { n: SECTOR_SIZE }),
      extent,
      says('Extent size must be at least 512'),
    )
  }
  if ((extent & (extent - 1)) !== 0) {
    fail(
      'extent',
      80,
      says('a power of two'),
      extent,
      says('Extent size {{n}} is not a power of two', { n: extent }),
    )
  }
  if (extent > MAX_EXTENT) {
    fail(
      'extent',
      80,
      says('at most {{n}}', { n: MAX_EXTENT }),
      extent,
      says('Extent size {{n}} is too large', { n: extent }),
    )
  }
}
