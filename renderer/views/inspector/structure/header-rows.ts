import type { TFunction } from 'i18next'
import type { Qcow2Header } from '../../../../shared/formats/qcow2/types.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { formatCount } from '../../../format/number.ts'

type FieldKey =
  | 'version'
  | 'size'
  | 'clusterBits'
  | 'backing'
  | 'crypt'
  | 'compression'
  | 'l1'
  | 'refcountTable'
  | 'refcountOrder'
  | 'snapshots'
  | 'headerLength'
  | 'unknownFields'

/** A field of the header in words. */
export interface HeaderRow {
  readonly key: FieldKey
  readonly value: string
  /** Its names in qcow2.rst. */
  readonly spec: string
}

const SHOWN_BYTES = 32

/** What a qcow2 header says, in the order in which people ask for it. */
export function headerRows(header: Qcow2Header, t: TFunction): readonly HeaderRow[] {
  const row = (key: FieldKey, value: string, spec: string): HeaderRow => ({ key, value, spec })
  const { l1Size, l1TableOffset, refcountTableClusters, refcountTableOffset } = header
  const l1 = placeText('entriesAt', l1Size, l1TableOffset, t)
  const refcounts = placeText('clustersAt', refcountTableClusters, refcountTableOffset, t)
  const unknown = header.unknownFields
  return [
    row('version', versionText(header, t), 'version'),
    row('size', bytesText(header.size, t), 'size'),
    row('clusterBits', bytesText(2 ** header.clusterBits, t), 'cluster_bits'),
    row('backing', backingText(header, t), 'backing_file_offset, backing_file_size'),
    row('crypt', cryptText(header.cryptMethod, t), 'crypt_method'),
    row('compression', compressionText(header.compressionType, t), 'compression_type'),
    row('l1', l1, 'l1_size, l1_table_offset'),
    row('refcountTable', refcounts, 'refcount_table_clusters, refcount_table_offset'),
    row('refcountOrder', bitsText(2 ** header.refcountOrder, t), 'refcount_order'),
    row('snapshots', snapshotsText(header, t), 'nb_snapshots, snapshots_offset'),
    row(
      'headerLength',
      t('inspector.header.bytes', { bytes: header.headerLength }),
      'header_length',
    ),
    ...(unknown === undefined ? [] : [row('unknownFields', hexText(unknown), '–')]),
  ]
}

function versionText({ version }: Qcow2Header, t: TFunction): string {
  const compat = version === 2 ? '0.10' : '1.1'
  return t('inspector.header.version', { version, compat })
}

function bytesText(value: bigint | number, t: TFunction): string {
  const bytes = formatCount(Number(value), 'en')
  return t('inspector.header.sizeExact', { size: formatSize(Number(value)), bytes })
}

function bitsText(count: number, t: TFunction): string {
  return t('inspector.header.bits', { count })
}

type PlaceKey = 'entriesAt' | 'clustersAt' | 'snapshotsAt' | 'nameAt'

/** How many there are, and from where on. */
function placeText(key: PlaceKey, count: number, offset: bigint, t: TFunction): string {
  return t(`inspector.header.${key}`, { count, offset: formatOffset(offset) })
}

function backingText({ backingFileOffset, backingFileSize }: Qcow2Header, t: TFunction): string {
  if (backingFileOffset === 0n) return t('inspector.header.none')
  return placeText('nameAt', backingFileSize, backingFileOffset, t)
}

function snapshotsText({ nbSnapshots, snapshotsOffset }: Qcow2Header, t: TFunction): string {
  if (nbSnapshots === 0) return t('inspector.header.none')
  return placeText('snapshotsAt', nbSnapshots, snapshotsOffset, t)
}

const CRYPT_METHODS = ['none', 'aes', 'luks'] as const
const COMPRESSION_TYPES = ['deflate', 'zstd'] as const

function cryptText(method: number, t: TFunction): string {
  return t(`inspector.header.crypt.${CRYPT_METHODS[method] ?? 'other'}`, { method })
}

function compressionText(type: number, t: TFunction): string {
  return t(`inspector.header.compression.${COMPRESSION_TYPES[type] ?? 'other'}`, { type })
}

/** The first bytes; a hostile header can be long. */
export function hexText(bytes: Uint8Array): string {
  const text = [...bytes.subarray(0, SHOWN_BYTES)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ')
  return bytes.length > SHOWN_BYTES ? `${text} …` : text
}
