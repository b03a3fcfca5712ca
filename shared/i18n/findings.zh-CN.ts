import type { FindingCatalogue } from './findings.ts'

/** Simplified Chinese of `findingsEn`; a missing key does not compile. */
export const findingsZhCn: FindingCatalogue = {
  code: {
    'missing-backing-file': {
      title: '后端文件缺失',
      text: '镜像所依赖的文件不在这里。没有它，虚拟机无法读取磁盘。',
      advice:
        '请在列出的位置以及共享此存储的其他主机上寻找该文件。如果它是镜像缓存中的基础镜像，硬重启实例时 Nova 会重新下载；否则请从其他主机或备份以相同名称复制过来。',
    },
    'backing-loop': {
      title: '后端链成环',
      text: '沿后端名称会回到已经出现过的镜像。QEMU 会拒绝打开。',
      advice:
        '其中一个名称写错了。请查明磁盘原来依赖哪个镜像，并在实例关机时用 qemu-img rebase -u 记录正确的名称。',
    },
    'backing-outside-root': {
      title: '后端文件在所打开的文件夹之外',
      text: '记录的名称指向所打开的范围之外，没有继续跟随；打开上一级文件夹即可查看。',
      advice:
        'Nova 只让磁盘依赖镜像缓存中的文件。如果该名称不是本节点的基础镜像，应视为恶意镜像：在查明由谁记录之前，不要启动、转换或为它创建快照。',
    },
    'backing-protocol': {
      title: '后端名称是协议而不是文件',
      text: '记录的名称是网络地址或 JSON 描述，可以让 QEMU 打开任何内容。没有跟随它。',
      advice:
        'Nova 只记录普通路径。除非有人特意放置，否则应视为恶意镜像；不要在没有资源限制的情况下对它运行 qemu-img。',
    },
    'chain-too-deep': {
      title: '后端链过深',
      text: '层数超过了 Cowscope 跟随的上限。Nova 的磁盘只有两层。',
      advice:
        '请查明这些层由什么产生。链过长会变慢，任何一层丢失都会损坏；请在实例关机时合并磁盘。',
    },
    'backing-format-missing': {
      title: '没有记录后端格式',
      text: '增量盘让打开者猜测后端文件的格式；虚拟机若能写入基础镜像便可加以利用。Nova 自 21.0（Ussuri）起会记录格式。',
      advice: '请在实例关机时记录基础镜像当前的格式。',
    },
    'format-mismatch': {
      title: '格式与声明不符',
      text: '文件的内容与声明的格式不同。相信声明的程序和查看内容的程序会看到两个不同的磁盘。',
      advice:
        '在任何程序打开磁盘之前，请先查明哪一个是对的。不要删除 disk.info：没有它，Nova 会查看内容，而内容可由虚拟机写入。',
    },
    'external-data-file': {
      title: '镜像的数据在另一个文件中',
      text: '虚拟机的数据在另一个文件中。Nova 从不创建这样的镜像，而上传的镜像可以借此指向主机上的任意文件。',
      advice: '不要启动、转换或上传此镜像。请查明它的来源；如果是上传的，请在 Glance 中删除。',
    },
    'image-fault': {
      title: '镜像损坏或无法识别',
      text: '镜像头中有格式不允许的内容，或文件过早结束。',
      advice:
        '请与备份或其他主机上的同一镜像比较。没有磁盘依赖的基础镜像可以删除：Nova 会重新下载。',
    },
    unreadable: {
      title: '无法读取',
      text: '系统不允许 Cowscope 读取它，合计中可能缺少它的大小。',
      advice: '请以有权读取的用户扫描，或授予读取权限。其下的内容一概不知。',
    },
    'text-fault': {
      title: '描述文件无法解析',
      text: 'Cowscope 无法理解此文件，其中的信息不会出现在视图中。',
      advice: '请查看该文件。内容被截断往往是文件系统曾经写满的痕迹。',
    },
    'symlink-leaves-root': {
      title: '符号链接指向所打开的文件夹之外',
      text: 'Cowscope 没有跟随它，它所指向的内容不计在内。',
      advice: 'Nova 不会在自己的文件夹中创建符号链接。如果没有人特意移动文件，请查明由谁创建。',
    },
    'unused-base': {
      title: '没有增量盘的基础镜像',
      text: '所打开的文件夹中没有增量盘依赖它。Nova 会在一段时间后删除这样的文件；在共享存储上，其他主机可能仍在使用。',
      advice: '交给 Nova 处理：镜像缓存管理器会在基础镜像足够旧时删除它。',
    },
    'leftover-resize': {
      title: '调整规格残留',
      text: 'Nova 会保留此文件夹，直到调整规格或迁移被确认或回退。时间久的通常是被遗忘的。',
      advice: '请查询实例的状态。VERIFY_RESIZE 表示等待确认或回退；否则此文件夹不属于任何实例。',
    },
    'leftover-del': {
      title: '删除残留',
      text: 'Nova 在删除之前会先重命名文件夹。仍然存在说明没有删除干净。',
      advice: '请查询该实例：如果已删除或运行在其他主机上，即可删除此文件夹。',
    },
    'leftover-part': {
      title: '未完成的下载',
      text: '写入镜像缓存的下载或转换没有完成。缓存管理器从不处理这样的文件。',
      advice: '确认不再有程序写入后，即可删除。',
    },
  },
  sentence: {
    'missing-backing-file': '后端文件 {{name}} 不存在。',
    'backing-loop': '后端文件 {{name}} 形成了循环。',
    'backing-outside-root': '后端文件 {{name}} 在所打开的范围之外，没有读取。',
    'backing-protocol': '后端文件以协议 {{protocol}} 命名，从不跟随：{{name}}',
    'chain-too-deep': '后端链超过 {{limit}} 层。',
    'backing-format-missing': '没有记录后端文件 {{name}} 的格式：打开者只能猜测。',
    'format-mismatch/disk.info': 'disk.info 声明的格式是 {{declared}}，内容却是 {{detected}}。',
    'format-mismatch/backing':
      '后端文件 {{name}} 声明的格式是 {{declared}}，内容却是 {{detected}}。',
    'external-data-file/named': '镜像的数据在外部文件中：{{name}}',
    'external-data-file/unnamed': '镜像的数据在外部文件中，但没有记录它的名称。',
    'image-fault/own': '镜像头有误：{{message}}',
    'image-fault/backing': '后端文件 {{name}} 的镜像头有误：{{message}}',
    'unreadable/entry': '无法读取：{{reason}}。',
    'unreadable/backing': '后端文件 {{name}} 无法读取：{{reason}}。',
    'text-fault': '文本无法解析：{{message}}',
    'symlink-leaves-root': '符号链接指向所打开的范围之外，没有跟随：{{target}}',
    'unused-base': '没有磁盘依赖此基础镜像，它占用 {{allocated}}。',
    'leftover-resize': '调整规格在确认或回退之前保留的副本占用 {{allocated}}。',
    'leftover-del': '中断的删除留下了 {{allocated}}。',
    'leftover-part': '没有完成或仍在进行的下载占用 {{allocated}}。',
  },
  evidence: {
    allocated: '实际占用',
    declared: '声明',
    detected: '检测到',
    errno: '系统错误',
    expected: '应为',
    found: '实为',
    limit: '上限',
    message: '错误',
    name: '记录的名称',
    offset: '偏移',
    protocol: '协议',
    reason: '原因',
    target: '指向',
    tried: '查找过的位置',
  },
  reason: {
    'not-found': '已不存在',
    permission: '没有权限',
    'not-a-directory': '不是目录',
    'not-a-file': '不是普通文件',
    'outside-root': '在所打开的范围之外',
    loop: '符号链接成环',
    'name-too-long': '名称过长',
    'not-responding': '文件系统没有响应',
    io: '文件系统报告错误',
  },
}
