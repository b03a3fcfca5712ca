import type { Catalogue } from './catalogue.ts'
import { inspectorCheckZhCn } from './inspector-check.zh-CN.ts'
import { inspectorMapZhCn } from './inspector-map.zh-CN.ts'
import { inspectorStructuresZhCn } from './inspector-structures.zh-CN.ts'

export const inspectorZhCn: Catalogue['inspector'] = {
  label: '镜像查看器',
  images: '镜像',
  closeImage: '关闭 {{name}}',
  tabs: {
    label: '显示镜像的哪一部分',
    overview: '概览',
    structure: '结构',
    check: '检查',
    map: '分配图',
  },
  look: '查看内部',
  more_other: '另有 {{count, number}} 项',
  changed: '读取期间镜像发生了变化：可能有虚拟机正在使用它。结果不一定属于同一时刻。',
  reread: {
    same: '已于 {{time}} 重新读取，镜像文件没有变化。',
    inPart:
      '读取之后，此镜像或其所依赖的镜像有写入。概览和结构已于 {{time}} 重新读取；检查、分配图和快照空间仍是此前的结果。按 F5 全部重新读取。',
    written: '读取之后，此镜像或其所依赖的镜像有写入：已于 {{time}} 全部重新读取。',
    restacked: '其所依赖的镜像已不是所读的那些：已于 {{time}} 全部重新读取。',
    replaced: '所读的文件已被另一个文件取代：已于 {{time}} 全部重新读取。',
  },
  nothingRaw: 'raw 镜像没有自己的结构：文件的第一个字节就是磁盘的第一个字节。',
  refused: '未读取结构：镜像头无法打开，原因见概览。',
  nothing: '除概览中的信息外，不读取 {{format}} 镜像的结构。',
  task: {
    cancel: '取消',
    cancelling: '正在取消…',
    starting: '正在开始…',
    ofTables: '已读取表 {{done}}，共 {{total}}',
    ofDisk: '已遍历磁盘 {{done}}，共 {{total}}',
    ofData: '已读取 {{done}}，共 {{total}}',
    again: '重试',
    refused: '无法对此镜像执行：{{reason}}',
    cancelled: {
      check: '已在完成前取消：无法说明是否有问题。',
      'snapshot-space': '已在完成前取消：快照占用多少仍未知。',
      map: '已在完成前取消：没有分配图。',
      zeros: '已在完成前取消：不保留已找到的内容，分配图不变。',
    },
    unsupported: '{{format}} 镜像没有这项操作。',
  },
  ...inspectorStructuresZhCn,
  check: inspectorCheckZhCn,
  map: inspectorMapZhCn,
}

export const inspectorColumnsZhCn = {
  extent: '#',
  guestStart: '虚拟机偏移',
  extentLength: '长度',
  heldAs: '内容',
  layer: '层',
  hostOffset: '文件中的偏移',
  inFile: '所在文件',
} as const

export const inspectorShortcutsZhCn = {
  back: '从镜像返回表格',
  closeImage: '关闭镜像；有多个时关闭焦点所在的镜像',
  map: '在分配图中',
  mapCell: '选择一格',
  mapZoom: '放大与缩小',
  mapWhole: '整个磁盘',
  mapOn: '前后移动一屏',
  mapEnds: '磁盘的开头与末尾',
  mapExtents: '以表格显示该格的区段',
  mapLeave: '先显示整个磁盘，再离开分配图，再返回',
} as const
