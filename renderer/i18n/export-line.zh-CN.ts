import type { Catalogue } from './catalogue.ts'

/** 如何将虚拟机的磁盘写成 raw 文件；窗口自身不做这件事。 */
export const exportLineZhCN: Catalogue['exportLine'] = {
  title: '导出磁盘',
  note: '在命令行中运行，会在当前文件夹写出整个磁盘的稀疏 raw 文件。需要 Node.js 20.19 或更新版本。',
  noProgram:
    '在命令行中运行，会在当前文件夹写出整个磁盘的稀疏 raw 文件。AppImage 中没有可运行的命令行：“cowscope”指源代码中的 node out/cli.cjs，或 deb、rpm 包中的 node /opt/Cowscope/resources/cli/cli.cjs。',
  cut: '文件过早结束：若因此丢失了磁盘数据，此命令不会写出任何内容；加上 --salvage 则以零代替。',
  older: '有其他镜像依赖此文件，因此这很可能是较旧的状态：要导出最新状态，请选择 {{newest}}。',
  label: '导出磁盘的命令',
  none: {
    encrypted: '加密的磁盘无法导出：这里不会询问密钥。',
    refused:
      '不导出：其镜像头指向主机自己的文件，绝不会为显示磁盘而读取它。如果该磁盘声明为 raw，可用 {{program}} --format raw 按虚拟机所见写出。',
    path: '不导出：某个区段以路径指定其文件，绝不会因镜像的记录而打开该路径（CVE-2022-47951）。',
    another:
      '不导出：它依赖另一个实例文件夹中的磁盘，导出会包含该实例的数据。如果确实应当如此，请在 {{program}} 中用 --format 指定此磁盘的格式来读取。',
    stray:
      '不导出：它依赖的文件不在节点存放镜像的位置，能改写镜像头的虚拟机可能会指向这样的文件。如果确实应当如此，请在 {{program}} 中用 --format 指定此磁盘的格式来读取。',
    unread: '不导出：链中某个镜像的镜像头无法读取。',
    extent: '不导出：它只是更大磁盘的一个区段。请导出列出各区段的描述文件。',
    chain: '后备链或数据文件不完整，暂时不能导出。',
    other: '不导出：下层镜像的格式或标识与上层的记录不符。',
    part: '不导出：您所指定的某个文件，其类型或长度与镜像对这部分数据的记录不符。',
    places: '打开一个包含整条链（您所指定的文件除外）的文件夹后才能导出。',
  },
}
