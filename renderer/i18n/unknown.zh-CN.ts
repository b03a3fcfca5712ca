import type { Catalogue } from './catalogue.ts'

/** 有内容未能看到时的说明。 */
export const unknownZhCN: Catalogue['unknown'] = {
  folder: '其文件夹中的内容未能全部查看。',
  sizes: {
    'not-seen': '未知：系统不允许 Cowscope 查看其中一个磁盘。',
    'not-read': '未知：其中一个磁盘无法读取，因此不知道它依赖什么。',
    'not-probed': '未知：没有任何信息表明磁盘依赖什么。',
    header: '未知：其中一个磁盘的镜像头已损坏，因此不知道它依赖什么。',
    format: '未知：磁盘的格式没有说明它依赖什么。',
    blocks: '未知：该文件系统不提供文件的块数，镜像自身的表也没有说明。',
    incomplete: '其文件夹中的内容未能全部查看。',
    'unread-below': '未知：磁盘所依赖的一个镜像无法读取。',
    'unread-users': '无法读取的内容可能使用相同的文件，因此无法得知有多少方共享。',
    'not-counted': '扫描结束后可知。',
  },
  usersLeast: '至少：无法读取的内容也可能建立在它之上。',
  exclusiveLeast: '至少：无法得知其下方的基础镜像是否还被别处使用，或由 Nova 为别处保留。',
  folderLeast: '至少：其文件夹中的内容未能全部查看。',
  partialLeast: '至少：并非全部内容都已查看。',
  entriesLeast_other: '至少：{{count, number}} 个条目无法读取。',
  instances_other: '{{count, number}} 个实例未能完整查看',
  someEntriesLeast_other:
    '至少：{{all, number}} 个无法读取的条目中，有 {{count, number}} 个的内容未知。',
  entries_other: '未计入 {{count, number}} 个无法读取的条目',
  overcommit: '至少占可用空间的 {{percent}}',
  overcommitNone: '不知道这些磁盘有多大',
  growth: '未知：已知的部分放得下，其余的不一定。',
  growthInstances_other: '{{count, number}} 个实例的磁盘未能全部看到。',
  base: '未知：不是每个磁盘都能读取。',
  entry: '未知：系统不允许 Cowscope 查看它。',
  parts_other: '另有 {{count, number}} 个文件保存镜像的数据',
  part: '数据',
  partOf: '保存 {{name}} 的数据：与该镜像一并计算。',
  text_other: '{{count, number}} 个条目无法读取；合计不含其中未知的部分。',
  show: '查看是哪些',
}
