import type { ImageFormat } from '../../formats/types.ts'
import type { EntryRole } from '../../nova/entry-role.ts'

/** Structures that readers call by the name of the field that points to them. */
export const STRUCTURE_FIELDS = {
  l1_table: 'L1 table',
  refcount_table: 'refcount table',
  snapshots: 'snapshot table',
  'bitmaps.directory': 'bitmap directory',
  'vmdk.extent': 'VMDK extent',
} as const

/** Structures that a fault is about; fields, such as `header.l1_size`, have the format's own names. */
export const FAULT_PLACES = {
  'VMDK extent': 'VMDK 区段',
  'L1 entry': 'L1 表项',
  'L2 entry': 'L2 表项',
  'L1 table': 'L1 表',
  'L2 table': 'L2 表',
  refcount: '引用计数',
  'refcount block': '引用计数块',
  'refcount table': '引用计数表',
  'refcount table entry': '引用计数表项',
  'snapshot table': '快照表',
  'snapshot table entry': '快照表项',
  snapshot: '快照',
  'bitmap directory': '位图目录',
  'bitmap table entry': '位图表项',
  'bitmap table': '位图表',
  'bitmap data': '位图数据',
  bitmap: '位图',
  bitmaps: '位图',
  'data cluster': '数据簇',
  'compressed cluster': '压缩簇',
  'compressed grain': '压缩颗粒',
  'grain marker': '颗粒标记',
  'packed block': '压缩块',
  'zstd frame': 'zstd 帧',
  'encryption header': '加密头',
  'data file': '数据文件',
  'grain directory': '颗粒目录',
  'grain table': '颗粒表',
  'block table': '块表',
  'vpc block table': 'vpc 块表',
  'vdi block map': 'vdi 块映射',
  'block allocation table': '块分配表',
  grain: '颗粒',
  'domain XML': '域 XML',
  'managed save': '域的已保存状态',
  'pool XML': '存储池 XML',
  configuration: '配置',
  'disk.info format': 'disk.info 的格式',
  header: '镜像头',
  tables: '映射表',
  clusters: '簇',
  chain: '链',
  file: '文件',
  format: '格式',
  read: '读取',
} as const

/** Formats, files and fields that are called the same in every language. */
type OwnName =
  | ImageFormat
  | EntryRole
  | ('luks2' | 'linux' | 'udf' | 'crypto' | 'codec' | 'XML' | 'hostname' | 'bytes')
  | ('backing_file_name' | 'backing_format' | 'extension' | 'size')

/** What a fault is about: a structure of the catalogue, or a field by the format's own name. */
export type FaultPlace =
  | keyof typeof FAULT_PLACES
  | keyof typeof STRUCTURE_FIELDS
  | OwnName
  | `partition ${number}`
  | `${string}.${string}`
