import type { TFunction } from 'i18next'
import type { Qcow2Header } from '../../../../shared/formats/qcow2/types.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { formatCount } from '../../../format/number.ts'
import { formatOffsetExact } from '../../../format/offset.ts'

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
  const none = t('inspector.header.none')
  const bytes = (value: bigint | number) =>
    t('inspector.header.sizeExact', {
      size: formatSize(Number(value)),
      bytes: formatCount(Number(value), 'en'),
    })
  const at = (key: 'entriesAt' | 'clustersAt' | 'snapshotsAt', count: number, offset: bigint) =>
    t(`inspector.header.${key}`, { count, offset: formatOffsetExact(offset) })
  const compat = header.version === 2 ? '0.10' : '1.1'
  const rows: HeaderRow[] = [
    {
      key: 'version',
      value: t('inspector.header.version', { version: header.version, compat }),
      spec: 'version',
    },
    { key: 'size', value: bytes(header.size), spec: 'size' },
    { key: 'clusterBits', value: bytes(2 ** header.clusterBits), spec: 'cluster_bits' },
    {
      key: 'backing',
      value:
        header.backingFileOffset === 0n
          ? none
          : t('inspector.header.nameAt', {
              count: header.backingFileSize,
              offset: formatOffsetExact(header.backingFileOffset),
            }),
      spec: 'backing_file_offset, backing_file_size',
    },
    { key: 'crypt', value: cryptText(header.cryptMethod, t), spec: 'crypt_method' },
    {
      key: 'compression',
      value: compressionText(header.compressionType, t),
      spec: 'compression_type',
    },
    {
      key: 'l1',
      value: at('entriesAt', header.l1Size, header.l1TableOffset),
      spec: 'l1_size, l1_table_offset',
    },
    {
      key: 'refcountTable',
      value: at('clustersAt', header.refcountTableClusters, header.refcountTableOffset),
      spec: 'refcount_table_clusters, refcount_table_offset',
    },
    {
      key: 'refcountOrder',
      value: t('inspector.header.bits', { count: 2 ** header.refcountOrder }),
      spec: 'refcount_order',
    },
    {
      key: 'snapshots',
      value:
        header.nbSnapshots === 0
          ? none
          : at('snapshotsAt', header.nbSnapshots, header.snapshotsOffset),
      spec: 'nb_snapshots, snapshots_offset',
    },
    {
      key: 'headerLength',
      value: t('inspector.header.bytes', { bytes: header.headerLength }),
      spec: 'header_length',
    },
  ]
  if (header.unknownFields === undefined) return rows
  return [...rows, { key: 'unknownFields', value: hexText(header.unknownFields), spec: '–' }]
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
