import type { Catalogue } from './catalogue.ts'

export const setupZhCn: Catalogue['setup'] = {
  duration: {
    seconds_other: '{{count, number}} 秒',
    minutes_other: '{{count, number}} 分钟',
    hours_other: '{{count, number}} 小时',
    days_other: '{{count, number}} 天',
  },
  cache: {
    title: '镜像缓存',
    removes:
      'nova-compute 会删除 {{original}}未被使用的基础镜像，已扩容的在 {{resized}}后删除。每 {{interval}}检查一次。',
    keeps: 'remove_unused_base_images 已关闭：未使用的基础镜像会保留。',
    stopped: 'manager_interval 小于 0：nova-compute 不运行镜像缓存管理器，不会删除任何基础镜像。',
    folder: '文件夹',
    release:
      '没有域 XML 说明 Nova 的版本：按最新版本的规则判断它会删除什么。在 Liberty 之前它不删除 swap 磁盘的基础镜像，在 Wallaby 之前不删除临时磁盘的，最早的版本则完全不删除。',
    database_other:
      '有 {{count, number}} 个实例，文件无法说明其镜像：看似未使用的基础镜像可能是它们的。',
    hosts: '其他主机的实例可能使用其中的基础镜像：{{hosts}}。',
    differing:
      '使用该 instances_path 的主机配置不同。只有每台主机都允许删除时，基础镜像才称为可删除；各主机的 Nova 仍按自己的配置行事。',
    open: {
      title: '有些基础镜像不知道是否仍被使用：',
      unreadable: '{{path}} 无法读取，可能依赖{{what}}。',
      configuration: '{{path}} 无法读取：基础镜像在哪个文件夹、Nova 何时删除它们都不确定。',
      link: '{{path}} 是没有跟随的符号链接，可能依赖{{what}}。',
      below: '{{path}} 依赖一个无法读取的文件，而那个文件依赖的可能是{{what}}。',
      hidden: '{{path}} 没有说明依赖什么，可能是{{what}}。',
      header: '其域把 {{path}} 当作 raw；按其镜像头，它依赖 {{what}}。',
      images: '任一镜像副本',
      blanks: '任一空白盘',
      all: '任一基础镜像',
    },
  },
  host: '主机',
  inside: {
    title_other: '其中有 {{count, number}} 个计算节点或 instances_path',
    open: '打开',
    openOne: '打开其中一个',
    text_other:
      '此文件夹中的文件都按镜像读取。要查看实例和基础镜像，请打开其中一个，或一起拖入多个：{{paths}}',
  },
  ownFolder: {
    title: 'Cowscope 自己的文件夹位于所打开的范围之内',
    text: '设置和窗口所需的内容会写入 {{path}}，此外不写入任何内容。',
  },
  rootDisk: '系统盘',
  rootIsLocal: '在实例文件夹中',
  rootIsElsewhere: '不在文件夹中',
  namedByDomains: 'libvirt 的域的磁盘位于此处；没有能读取的 nova.conf。',
  localFiles: '文件夹中的文件',
  instancesCounted: '计入的实例',
  screenPort: '{{type}}，端口 {{port}}',
  seenAs: {
    original: '按其名称，nova-compute 将它视为下载后的原始镜像。',
    resized: '按其名称，nova-compute 将它视为按规格扩容的镜像。',
    swap: '按其名称，nova-compute 将它视为空白交换盘。',
    ephemeral: '按其名称，nova-compute 将它视为空白临时盘。',
  },
  unseenUsers_other: '有 {{count, number}} 个文件或实例依赖它，但 nova-compute 不会查看它们。',
  options: {
    title_other: '全部选项，其中 {{count, number}} 个已设置',
    set: '在文件中设置的',
    defaults: 'Nova 的默认值',
    notTold: '已设置，但不单独显示。',
  },
  stores: {
    priority: '优先级 {{priority, number}}',
    others_other: 'Glance 的另外 {{count, number}} 个文件夹',
    imageCacheDir: 'API 的缓存',
    stagingDir: '暂存',
    scrubberDir: '清理队列',
    tasksWorkDir: '任务',
  },
  byUse: {
    title: '按用途',
    amortised: '实例，含其依赖文件的分摊部分',
    leftovers: '调整规格、删除、快照、下载和清理的残留，含其依赖文件的分摊部分',
    unusedCache: '没有任何实例依赖的基础镜像',
    unknownCache: '不知道是否有实例使用的基础镜像',
    others: '其他镜像，包括存储中的和别处的',
    rest: '其余',
    shareNotKnown: '无法得知实例或残留的分摊部分：没有看到的内容可能也在共用其依赖的基础镜像。',
    notKnown: '无法得知有多少基础镜像没有任何实例依赖：可能使用它们的内容并未全部看到。',
  },
  more_other: '再显示 {{count, number}} 个',
  unnamed_other: '另有 {{count, number}} 个未列出。',
  hosts: {
    title_other: '{{count, number}} 台主机',
    others: '一同打开的其他内容',
    opened: '所打开的路径',
    free: '可用 {{size}}',
    least: 'disk_available_least {{size}}',
  },
}
