import type { Catalogue } from './catalogue.ts'

/** 镜像所记录的位置上没有文件时，由用户指定的文件。 */
export const locatedZhCN: Catalogue['located'] = {
  whole: '链以您指定的文件结束。没有任何镜像能证明它就是原来所指的文件。',
  within_other:
    '链因您指定的 {{count, number}} 个文件而完整。没有任何镜像能证明它们就是原来所指的文件。',
  differs: '这可能不是原来所指的文件：',
  doubt: {
    name: '其名称是 {{found}}，而记录的是 {{recorded}}',
    format: '其格式是 {{found}}，而记录的是 {{recorded}}',
    identity: '其标识是 {{found}}，而上一层是在 {{recorded}} 之上创建的',
    descriptor: '它是 VMDK 的描述符文件，而此处需要 {{recorded}} 类型的区段',
    type: '它是 {{found}}，而此处需要 {{recorded}} 类型的区段',
    header:
      '它以 {{found}} 镜像的头部开始；{{recorded}} 类型的区段只有虚拟机自己的数据，其中也可能有这样的头部',
    length: '它包含磁盘的 {{found}}，而该区段应有 {{recorded}}',
    size: '其虚拟大小 {{found}} 大于依赖它的 {{recorded}}',
  },
  partHint: '选择以 {{name}} 为记录名称、保存数据的文件。只读取，不改动。',
  again: '重新选择…',
  againHint: '为 {{name}} 选择另一个文件。只读取，不改动。',
  undo: '撤销',
  undoHint: '撤销为 {{name}} 所选的文件',
}
