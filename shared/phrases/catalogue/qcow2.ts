/** Sentences of qcow2 and qcow, most of them qemu's. */
export const QCOW2 = {
  'data-file-raw requires a data file': '标明数据文件为 raw，却没有数据文件',
  'Missing CRYPTO header for crypt method {{n}}': '加密方法为 {{n}}，却缺少加密头',
  'Unsupported qcow2 version {{n}}': '不支持的 qcow2 版本 {{n}}',
  'Unsupported qcow2 feature(s): Unknown incompatible feature: {{hex}}':
    '不支持的 qcow2 特性，其位为 {{hex}}（十六进制）',
  'Unsupported qcow2 feature(s): {{list}}': '不支持的 qcow2 特性：{{list}}',
  'qcow2 header too short': '镜像头过短',
  'qcow2 header exceeds cluster size': '镜像头超过一个簇',
  'qcow2: unknown compression type: {{n}}': '未知的压缩类型 {{n}}',
  'qcow2: Compression type incompatible feature bit must be set':
    '压缩类型与其不兼容特性位不一致，该位应为 1',
  'qcow2: Compression type incompatible feature bit must not be set':
    '压缩类型与其不兼容特性位不一致，该位应为 0',
  'bitmaps_ext: Invalid extension length': '位图扩展的长度无效',
  'bitmaps_ext: invalid bitmap directory offset': '位图扩展中位图目录的偏移无效',
  'bitmaps_ext: Image has {{n}} bitmaps, exceeding the QEMU supported maximum of {{n2}}':
    '镜像有 {{n}} 个位图，QEMU 最多支持 {{n2}} 个',
  'bitmaps_ext: bitmap directory size ({{n}}) exceeds the maximum supported size ({{n2}})':
    '位图目录的大小 {{n}} 超过上限 {{n2}}',
  'ERROR: ext_backing_format: len={{n}} too large (>={{n2}})':
    '后备格式的名称过长：{{n}}，应小于 {{n2}}',
  'Unsupported cluster size: 2^{{n}}': '不支持的簇大小 2^{{n}}',
  'Unsupported subcluster size: {{n}}': '不支持的子簇大小 {{n}}',
  'Unsupported encryption method {{n}}': '不支持的加密方法 {{n}}',
  'Invalid backing file offset': '后备文件名称的偏移无效',
  'Backing file name too long': '后备文件名称过长',
  'Image is too big': '镜像过大',
  'Image too large': '镜像过大',
  'The image size is too large (try using a larger cluster size)': '镜像过大，需要更大的簇',
  'Image size is too small (must be at least 2 bytes)': '镜像过小，至少应为 2 字节',
  'Cluster size must be between 512 and 64k': '簇大小应在 512 与 64k 之间',
  'L2 table size must be between 512 and 64k': 'L2 表的大小应在 512 与 64k 之间',
  'L1 table is too small': 'L1 表过小',
  'Active L1 table too large': '活动 L1 表过大',
  'Active L1 table offset invalid': '活动 L1 表的偏移无效',
  'Reference count table too large': '引用计数表过大',
  'Reference count table offset invalid': '引用计数表的偏移无效',
  'Image does not contain a reference count table': '镜像没有引用计数表',
  'Reference count entry width too large; may not exceed 64 bits':
    '引用计数的位宽过大，最多为 64 位',
  'Snapshot table too large': '快照表过大',
  'Snapshot table is too big': '快照表过大',
  'Snapshot table offset invalid': '快照表的偏移无效',
  'Too much extra metadata in snapshot table entry {{n}}': '快照表第 {{n}} 项的附加元数据过多',
  'There is no snapshot {{name}}: the image has {{found}}': '没有快照 {{name}}：镜像有 {{found}}',
  'Header extension too large': '镜像头扩展过大',
  'Request for data outside of extension header': '所指数据超出镜像头扩展',
  'CRYPTO header extension only expected with LUKS encryption method':
    '有加密头扩展，加密方法却不是 LUKS',
  'CRYPTO header extension size {{n}}, but expected size 16': '加密头扩展的大小为 {{n}}，应为 16',
  "Encryption header offset '{{n}}' is not a multiple of cluster size '{{n2}}'":
    '加密头的偏移 {{n}} 不是簇大小 {{n2}} 的倍数',
  'Requested bitmap directory size is zero': '位图目录的大小为 0',
  'More bitmaps found than specified in header extension': '位图比镜像头扩展所写的多',
  'Less bitmaps found than specified in header extension': '位图比镜像头扩展所写的少',
  'Broken bitmap directory': '位图目录已损坏',
  'Bitmap extra data is not supported': '不支持带附加数据的位图',
  "Bitmap '{{name}}' doesn't satisfy the constraints": '位图“{{name}}”不符合格式的限制',
  'Bitmap already exists: {{name}}': '位图“{{name}}”重复出现',
  "Could not read bitmap '{{name}}' from image": '无法从镜像读取位图“{{name}}”',
  "Could not read bitmap_table table from image for bitmap '{{name}}'":
    '无法从镜像读取位图“{{name}}”的位图表',
  'invalid encryption method in qcow header': '镜像头的加密方法无效',
  'bitmaps_ext: Reserved field is not zero': '位图扩展的保留字段不为 0',
  'found bitmaps extension with zero bitmaps': '有位图扩展，却没有位图',
  'Unsupported qcow2 feature(s): {{list}}, Unknown incompatible feature: {{hex}}':
    '不支持的 qcow2 特性：{{list}}，以及位为 {{hex}}（十六进制）的未知特性',
  'no snapshot': '没有快照',
  'The clusters in use lie too far apart to check them': '使用中的簇相距太远，无法检查',
  'The clusters in use lie too far apart to count references to them':
    '使用中的簇相距太远，无法统计引用',
  'The tables overlap: there is more of them than the file can hold':
    '映射表相互重叠：其总量超过文件所能容纳',
} as const
