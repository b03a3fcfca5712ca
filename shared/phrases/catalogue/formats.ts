/** Sentences of the other formats, most of them qemu's. */
export const FORMATS = {
  'QED backing filename offset is invalid': 'QED 后备文件名称的偏移无效',
  'QED table offset is invalid': 'QED 表的偏移无效',
  'QED image size is invalid': 'QED 镜像的大小无效',
  'QED {{name}} is invalid': 'QED 的 {{name}} 无效',
  'Unsupported QED features: {{hex}}': '不支持的 QED 特性 {{hex}}',
  'Unsupported VDI image size (size is {{hex}}, max supported is {{hex2}})':
    '不支持的 VDI 大小 {{hex}}，最大为 {{hex2}}',
  'unsupported VDI image ({{why}})': '不支持的 VDI 镜像（{{why}}）',
  'Incorrect header checksum': '头部校验和有误',
  'Invalid header magic': '头部标识有误',
  'Invalid block size {{n}}': '块大小 {{n}} 无效',
  'Page table too small': '块表过小',
  'Max Table Entries too large ({{n}})': '块表项数过多（{{n}}）',
  'No valid VHDX header found': '没有有效的 VHDX 头部',
  'The image contains a log that needs to be replayed; it is not consistent':
    '镜像含有需要重放的日志，内容不一致',
  'QEMU does not open differencing VHDX images': 'QEMU 不打开差分 VHDX 镜像',
  'QEMU does not open VHDX images with sectors of {{bytes}} bytes':
    'QEMU 不打开扇区为 {{bytes}} 字节的 VHDX 镜像',
  'VHDX BAT entry {{n}} {{where}} points after end of file ({{n2}}). Image has probably been truncated.':
    'VHDX 块分配表第 {{n}} 项（{{where}}）指向文件末尾（{{n2}}）之后，镜像可能被截断了',
  'start offset {{n}}': '起始偏移 {{n}}',
  'end offset {{n}}': '结束偏移 {{n}}',
  'VHDX region {{n}}-{{n2}} overlaps with region {{n3}}-{{n4}}':
    'VHDX 区域 {{n}}-{{n2}} 与 {{n3}}-{{n4}} 重叠',
  'Wrong parallels Format Extension magic: {{hex}}, expected: {{hex2}}':
    'Parallels 格式扩展的标识为 {{hex}}，应为 {{hex2}}',
  'Invalid image: Too big cluster': '镜像无效：簇过大',
  'Invalid image: Zero sectors per track': '镜像无效：每磁道扇区数为 0',
  'Catalog too large': '目录表过大',
  'Catalog size is too large': '目录表过大',
  'Catalog size is too small for this disk size': '目录表对此磁盘过小',
  'Extent size must be at least 512': '区段大小至少应为 512',
  'Extent size {{n}} is not a power of two': '区段大小 {{n}} 不是 2 的幂',
  'Extent size {{n}} is too large': '区段大小 {{n}} 过大',
  'image requires too many offsets, try increasing block size': '镜像的偏移过多，需要更大的块',
  'offsets not monotonically increasing at index {{n}}, image file is corrupt':
    '第 {{n}} 个偏移没有递增，镜像已损坏',
  'invalid compressed block size at index {{n}}, image file is corrupt':
    '第 {{n}} 个压缩块的大小无效，镜像已损坏',
  'block_size {{n}} must be a multiple of 512': 'block_size {{n}} 应为 512 的倍数',
  'block_size {{n}} must be 64 MB or less': 'block_size {{n}} 最大为 64 MB',
  'block_size cannot be zero': 'block_size 不能为 0',
  'version {{name}}': '版本 {{name}}',
  'unaligned block map offset {{at}}': '块映射的偏移 {{at}} 未对齐',
  'unaligned data offset {{at}}': '数据的偏移 {{at}} 未对齐',
  'sector size {{n}} is not {{n2}}': '扇区大小为 {{n}}，应为 {{n2}}',
  'block size {{n}} is not {{n2}}': '块大小为 {{n}}，应为 {{n2}}',
  'disk size {{n}}, image bitmap has room for {{n2}}': '磁盘大小为 {{n}}，块映射只容得下 {{n2}}',
  'non-NULL link UUID': '链接 UUID 不为空',
  'non-NULL parent UUID': '父盘 UUID 不为空',
  'too many blocks {{n}}, max is {{n2}}': '块数 {{n}} 过多，最多 {{n2}}',
  'block-vpc: free_data_block_offset points after the end of file. The image has been truncated.':
    '块表的末尾超出文件，镜像已被截断',
} as const
