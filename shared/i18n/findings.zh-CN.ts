import { adviceStepsZhCn } from './advice-steps.zh-CN.ts'
import { evidenceLabelsZhCn } from './evidence-labels.zh-CN.ts'
import { findingCodesZhCn } from './finding-codes.zh-CN.ts'
import type { FindingCatalogue } from './findings.ts'
import { reasonsZhCn } from './reasons.zh-CN.ts'

/** Simplified Chinese of `findingsEn`; a missing key does not compile. */
export const findingsZhCn: FindingCatalogue = {
  code: findingCodesZhCn,
  steps: adviceStepsZhCn,
  sentence: {
    'base-used-unseen':
      '直接或经其他镜像需要此基础镜像、而 Nova 不查看的实例、镜像或域：{{count}} 个，最前面的是 {{names}}。',
    'base-used-unseen/folder':
      '只有 Nova 不知道的文件夹中的系统盘依赖它，libvirt 中没有它们的域（{{count}} 个）：{{names}}。',
    'base-used-unseen/ephemeral':
      '按其名称，它创建时的格式是 {{format}}；按现在的 default_ephemeral_format 或格式化命令，Nova 以其他名称称呼这些磁盘的基础镜像：{{names}}。在 nova.conf 中设置 default_ephemeral_format = {{format}}，Nova 就会保留它。会丢失这种磁盘的实例：{{count}} 个。',
    'base-used-unseen/blank':
      '按现在的配置，Nova 以其他名称称呼这些交换盘或临时盘的基础镜像：{{names}}。会丢失这种磁盘的实例：{{count}} 个。',
    'base-used-unseen/disk':
      '只有 Nova 不查看的磁盘依赖它：它们不是系统盘、交换盘或第一个临时盘，或者 Nova 不会由这样的基础镜像创建它们：{{names}}。会丢失这种磁盘的实例：{{count}} 个。',
    'base-used-unseen/image': '只有不是实例磁盘的镜像依赖它（{{count}} 个）：{{names}}。',
    'base-used-unseen/through':
      '没有内容直接依赖它。有磁盘经其他镜像需要它，或把数据存放在其中（{{count}} 个）：{{names}}。',
    'base-used-unseen/domain':
      '只有 libvirt 的域需要它（{{count}} 个）：{{names}}。XML 中列出的某个磁盘依赖它（镜像自己会说明，XML 中未必有），或者就是它本身。',
    'unknown-in-cache': 'Nova 不会使用这样的名称，此文件占用 {{allocated}}。',
    'missing-backing-file': '后备文件 {{name}} 不存在。',
    'missing-backing-file/folder':
      '后备文件 {{name}} 处是一个文件夹：该文件不存在，文件夹还在时 Nova 也无法重新生成它。',
    'missing-backing-file/elsewhere':
      '后备文件 {{name}} 不存在。{{found}} 与它同名，大小（{{virtual}}）也相符，但无法证明就是同一个文件。',
    'missing-backing-file/stored':
      'Nova 可以由镜像 {{image}} 重新生成，该镜像就在打开的存储中：后备文件 {{name}} 不存在。',
    'missing-backing-file/known':
      '如果 Glance 中仍有镜像 {{image}}，Nova 可以重新生成：后备文件 {{name}} 不存在。',
    'missing-backing-file/another':
      'Nova 无法重新生成，因为它不是该实例的镜像 {{image}} 的基础镜像，而是另一镜像的：后备文件 {{name}} 不存在。',
    'backing-loop': '后备文件 {{name}} 形成了循环。',
    'backing-outside-root': '后备文件 {{name}} 在所打开的范围之外，没有读取。',
    'backing-not-granted': '没有查找后备文件 {{name}}：它在所打开的范围之外。',
    'backing-protocol': '后备文件以协议 {{protocol}} 命名，从不跟随：{{name}}',
    'backing-format-missing': '没有记录后备文件 {{name}} 的格式：打开它的程序只能猜测。',
    'backing-changed': '后备文件 {{name}} 的标识为 {{found}}，但此镜像创建于 {{expected}} 之上。',
    'format-mismatch/disk.info': 'disk.info 声明的格式是 {{declared}}，内容却是 {{detected}}。',
    'format-mismatch/lost-by-disk.info':
      'disk.info 声明的格式是 {{declared}}，磁盘却没有这样的镜像头（{{detected}}）：不知道它依赖什么，可能是任何一个基础镜像。',
    'format-mismatch/lost-by-domain':
      '域 XML 声明的格式是 {{declared}}，磁盘却没有这样的镜像头（{{detected}}）：不知道它依赖什么，可能是任何一个基础镜像。',
    'format-mismatch/name': '按名称它不是磁盘，内容却是 {{detected}} 镜像，后备文件为 {{name}}。',
    'format-mismatch/ending':
      '名称以 .{{declared}} 结尾，内容却是 {{detected}}：可能被覆盖、丢失了开头，或名称有误。',
    'format-mismatch/contradicted':
      'disk.info 声明磁盘为 raw，域 XML 却声明为 {{declared}}：QEMU 按域 XML 打开它，会读取它的镜像头以及其中所指的每个文件。',
    'format-mismatch/undeclared':
      '没有任何地方声明格式，而磁盘以 {{detected}} 镜像头开始：Nova 不创建这样的磁盘，很可能是虚拟机写入了自己的 raw 数据。',
    'truncated/empty': '文件是空的：磁盘的数据已全部丢失。',
    'truncated/empty-base':
      '文件是空的：镜像的数据已全部丢失。Nova 会把它原样用于该镜像的每个实例，只要它还在就不会重新下载。',
    'truncated/empty-image': '存储中的镜像是空的。{{name}} 由它制作而成，可能是仅存的副本。',
    'truncated/small-base':
      '文件只有 {{length}}，小于任何镜像：镜像的数据已全部丢失。Nova 会把它原样用于该镜像的每个实例，只要它还在就不会重新下载。',
    'format-mismatch/backing':
      '后备文件 {{name}} 声明的格式是 {{declared}}，内容却是 {{detected}}。',
    'image-fault/own': '镜像头有误：{{message}}',
    'image-fault/lost': '镜像头有误，因此不知道磁盘依赖什么，可能是任何一个基础镜像：{{message}}',
    'image-fault/there': '镜像头有误（{{what}}）。',
    'image-fault/backing': '后备文件 {{name}} 的镜像头有误：{{message}}',
    'luks-encryption': '内容以 LUKS 加密：没有密钥就无法读取。',
    'unreadable/outside':
      '它经由符号链接指向所打开的范围之外，没有跟随：请把它指向的文件夹与此处一起打开。',
    'unreadable/entry': '无法读取：{{reason}}。',
    'unreadable/base': '无法读取：{{reason}}。有 {{count}} 个磁盘依赖它。',
    'unreadable/backing': '后备文件 {{name}} 无法读取：{{reason}}。',
    'text-fault': '文本无法解析：{{message}}',
    'text-fault/syntax':
      'oslo.config 因第 {{lineNumber}} 行而不读取此文件：{{message}}（ConfigFileParseError）。使用它的服务无法启动；此处显示的是其他各行的内容。',
    'text-fault/option':
      'Nova 拒绝 {{option}} 的值（ConfigFileValueError），读到它时会停止；此处显示其默认值。',
    'symlink-leaves-root/all':
      '符号链接指向所打开的范围之外，没有跟随：{{target}}。那里的内容可能依赖任何基础镜像，因此没有任何基础镜像算作未使用。',
    'symlink-leaves-root/instance':
      '符号链接指向所打开的范围之外，没有跟随：{{target}}。那里的实例不在实例列表中，并且可能依赖任何基础镜像，因此没有任何基础镜像算作未使用。',
    'symlink-leaves-root/images':
      '符号链接指向所打开的范围之外，没有跟随：{{target}}。该磁盘依赖什么无从得知，因此其主机缓存中没有任何镜像副本算作未使用。',
    'symlink-leaves-root/blanks':
      '符号链接指向所打开的范围之外，没有跟随：{{target}}。该磁盘依赖什么无从得知，因此其主机缓存中没有任何空白的交换盘或临时盘算作未使用。',
    'symlink-leaves-root': '符号链接指向所打开的范围之外，没有跟随：{{target}}',
    'symlink-loop': '符号链接形成循环，无法跟随：{{target}}',
    'special-file/disk-fifo':
      '它是 FIFO，没有打开。域把它列为磁盘：虚拟机在该磁盘上的数据不在这里。',
    'special-file/disk-socket':
      '它是套接字，没有打开。域把它列为磁盘：虚拟机在该磁盘上的数据不在这里。',
    'special-file/disk-char':
      '它是字符设备，没有打开。域把它列为磁盘：虚拟机在该磁盘上的数据不在这里。',
    'special-file/disk-block':
      '磁盘的名称处是块设备，没有打开：不知道虚拟机在上面有什么数据，也不知道它依赖什么。',
    'special-file/base-block':
      '基础镜像的名称处是块设备，没有打开：不知道其中有什么数据，也不知道它依赖什么。',
    'special-file/backing-block':
      '后备文件 {{name}} 是块设备，没有打开：不知道其中有什么数据，也不知道它依赖什么。',
    'special-file/fifo': '它是 FIFO，没有打开。',
    'special-file/socket': '它是套接字，没有打开。',
    'special-file/block': '它是块设备，没有打开。',
    'special-file/char': '它是字符设备，没有打开。',
    'special-file/unknown': '它既不是文件也不是文件夹，没有打开。',
    'unused-base/kept':
      '没有磁盘依赖此基础镜像，但按节点的选项 Nova 不删除任何基础镜像，它占用 {{allocated}}。',
    'unused-base': '没有磁盘依赖此基础镜像，且已可删除，它占用 {{allocated}}。',
    'backing-no-base/host': '后备文件 {{name}} 是主机自身的文件，而不是镜像。',
    'backing-no-base/instance':
      '后备文件 {{name}} 位于另一实例的文件夹中：虚拟机会读到那个实例的数据；那个实例变化或被删除时，它自己的磁盘也就毁了。',
    'backing-no-base/elsewhere': '后备文件 {{name}} 既不在镜像缓存中，也不在 instances_path 之下。',
    'backing-name/beside': '后备文件以相对于镜像文件夹的名称记录：{{name}}',
    'backing-name/several': '{{count}} 个镜像的后备文件以相对于镜像文件夹的名称记录：{{names}}',
    'backing-name/moved':
      '后备文件 {{name}} 不在该处。{{found}} 与它同名，但 QEMU 不会到那里查找：如果只有这个文件，磁盘就无法打开。',
    'backing-name/escaping': '后备文件的名称离开了镜像所在的文件夹：{{name}}',
    'backing-name/unprintable':
      '后备文件的名称中有无法显示的字节，逐行读取的程序会看到另一个名称：{{name}}',
    'chain-too-deep/limit': '后备链超过 {{layers}} 层。',
    'chain-too-deep/nova': '后备链有 {{layers}} 层；Nova 的磁盘只有两层。',
    'overlays-above/unnamed':
      '有 {{count}} 个镜像依赖此磁盘，而读到的域 XML 都没有说明虚拟机写入哪一个：此文件多半不是最新状态。最新的是 {{newest}}。',
    'overlays-above/newer':
      '有 {{count}} 个镜像依赖此磁盘，其域没有列出它们，而最新的 {{newest}} 的更改不早于此磁盘：虚拟机最后写入的数据可能在那里。它们占用 {{allocated}}，已有 {{age}}没有变化。',
    'overlays-above/older':
      '有 {{count}} 个镜像依赖此磁盘，其域没有列出它们，而此磁盘在它们之后被更改过：其中的数据已与此磁盘不符。它们占用 {{allocated}}，已有 {{age}}没有变化。',
    'overlays-above/another':
      '其他实例有 {{count}} 个镜像依赖此磁盘，它变化或被删除时，这些镜像也就毁了：{{overlays}}',
    'overlays-above/outside':
      '有 {{count}} 个在其文件夹之外的镜像依赖此磁盘，它变化或被删除时，这些镜像也就毁了：{{overlays}}',
    'not-novas-disk': '域以此文件为磁盘，而 Nova 会以它所依赖的 {{name}} 启动实例。',
    'overlay-smaller-than-base': '虚拟机看到 {{virtual}}，而其下的 {{name}} 有 {{below}}。',
    'overlay-smaller-than-base/layer':
      '其下的 {{layer}} 有 {{virtual}}，而它所依赖的 {{name}} 有 {{below}}。',
    'base-size-differs/name': '基础镜像是 {{virtual}}，而名称表示 {{size}}。',
    'base-size-differs/image': '基础镜像是 {{virtual}}，而它来自的镜像 {{image}} 是 {{size}}。',
    'base-not-of-image': '磁盘依赖 {{name}}；镜像 {{image}} 的基础镜像应为 {{expected}}。',
    'damaged-base':
      '{{count}} 个磁盘从此基础镜像读取的内容不完整，或与原来不同：它已损坏，具体见它的另一个问题。',
    'base-is-disk':
      '镜像缓存中的此文件同时是 {{instances}} 的磁盘，并会被其写入。另有 {{count}} 个实例需要它。',
    'forged-header/disk.info': 'disk.info 声明此磁盘为 raw，开头却是 {{detected}} 镜像头。',
    'forged-header/ending':
      '名称以 .raw 结尾，文件开头却是 {{detected}} 镜像头：按 raw 上传后，会探测格式的程序看到的是另一个磁盘。',
    'forged-header/domain': '域 XML 声明此磁盘为 raw，开头却是 {{detected}} 镜像头。',
    'forged-header/domain-default':
      '域 XML 没有给出磁盘的格式，libvirt 因此按 raw 打开，它却以 {{detected}} 镜像头开始。',
    'forged-header/backing': '后备文件 {{name}} 声明为 raw，开头却是 {{detected}} 镜像头。',
    'format-mismatch/domain': '域 XML 声明的格式是 {{declared}}，内容却是 {{detected}}。',
    'openstack-refuses': 'OpenStack 会拒绝它作为镜像：{{refusal}}',
    'unreadable-owners': '有 {{count}} 个条目因没有权限而无法读取，按所有者（uid:gid）：{{owners}}',
    'unseen-sessions':
      '有 {{count}} 个主目录无法查看其中是否有 libvirt 会话的虚拟机；这是其中第一个。',
    'odd-name/control': '名称中有无法显示的字符：{{name}}',
    'odd-name/bytes': '名称中有不是 UTF-8 的字节：{{name}}',
    'world-writable/folder':
      '文件夹的权限是 {{mode}}：任何人都可以在其中放入文件，没有设置粘滞位时还可以取代已有的文件。',
    'world-writable': '其权限是 {{mode}}：任何人都可以写入。',
    'world-readable/leftovers':
      '有 {{count}} 个磁盘任何人都可以读取，其中 {{leftovers}} 个在残留中，例如 {{example}}。',
    'world-readable': '有 {{count}} 个磁盘任何人都可以读取，例如 {{example}}。',
    'missing-folder': 'libvirt 中有实例 {{name}}（{{uuid}}），却没有它的文件夹。',
    'empty-instances-path':
      '文件夹为空，而 libvirt 中有 {{count}} 个实例：挂载在此处的内容没有打开。',
    'empty-instances-path/missing':
      'instances_path {{folder}} 不存在，而 libvirt 中有 {{count}} 个实例：它没有挂载，或没有打开。',
    'empty-instances-path/named':
      'nova.conf 指定的 instances_path 为 {{folder}}，而 {{tried}} 不是文件夹或不存在：它没有挂载，或没有打开。',
    'empty-instances-path/untold':
      '无法得知 nova.conf 设置的 instances_path：其值不是绝对路径，或引用了未知的选项。常用位置都没有实例。',
    'empty-instances-path/named-taken':
      'nova.conf 指定的 instances_path 为 {{folder}}，而 {{tried}} 不是文件夹或不存在：已把一起打开的 {{taken}} 视为它。',
    'empty-instances-path/untold-taken':
      '无法得知 nova.conf 设置的 instances_path：其值不是绝对路径，或引用了未知的选项。已把 {{taken}} 视为它。',
    'empty-instances-path/opened-beside':
      '文件夹为空，已把 {{folder}} 视为挂载在此处的内容。libvirt 中有 {{count}} 个实例。',
    'missing-store/named':
      'glance-api.conf 指定的存储为 {{folder}}，而 {{tried}} 不是文件夹或不存在。',
    'missing-store/named-taken':
      'glance-api.conf 指定的存储为 {{folder}}，而 {{tried}} 不是文件夹或不存在。所显示的 Glance 镜像位于 {{taken}}。',
    'missing-store/untold':
      '无法得知 glance-api.conf 设置的存储文件夹：其值不是绝对路径，或含有 $。',
    'missing-store/untold-taken':
      '无法得知 glance-api.conf 设置的存储文件夹：其值不是绝对路径，或含有 $。所显示的 Glance 镜像位于 {{taken}}。',
    'missing-cache':
      '按 nova.conf 或默认值，镜像缓存为 {{name}}，而 instances_path 中没有这个文件夹；{{count}} 个磁盘基于 {{folder}} 中的文件。',
    'missing-disk/folder': '{{xml}} 中列出的文件 {{name}} 处是一个文件夹：磁盘不存在。',
    'missing-disk/moved':
      '{{xml}} 指定磁盘 {{name}} 位于 {{folder}}，而那里什么也没有；它位于现在所用 instances_path 中该实例的文件夹内。',
    'missing-disk': '{{xml}} 中列出的文件 {{name}} 不存在。',
    'missing-boot-file/empty': '{{xml}} 让实例从 {{name}} 启动，而它是空的。',
    'missing-boot-file': '{{xml}} 让实例从 {{name}} 启动，而它不存在。',
    'blank-config-drive':
      '{{xml}} 列出了配置驱动器 {{name}}，其长度为 {{length}}，其中既没有 ISO 9660 也没有 VFAT。',
    'linked-folder':
      '符号链接 {{name}} 指向此文件夹，而 Nova 不会删除链接后面的内容：删除实例后，它占用的 {{allocated}} 仍会留下。',
    'domains-incomplete/few':
      '{{count}} 个文件夹没有域；已知 {{known}} 个域，其中最新的 XML 是 {{age}}前的。',
    'domains-incomplete/older':
      '{{count}} 个文件夹没有域；已知 {{known}} 个域，其中最新的 XML 是 {{age}}前的，而有一个没有域的文件夹在此之后还有变化。',
    'orphan-folder': '没有 libvirt 的域属于此文件夹，它占用 {{allocated}}，已有 {{age}}没有变化。',
    'instance-repeated':
      '它在所打开的内容中有 {{count}} 个文件夹，按最近一次变化排列，最新的在前：{{names}}。所有总和都计入每一个。',
    'instance-repeated/domains':
      '它在所打开的内容中有 {{count}} 个文件夹，其中多个有域：每一个都可能被启动。按最近一次变化排列，最新的在前：{{names}}。所有总和都计入每一个。',
    'instance-repeated/migration':
      '它在所打开的内容中有 {{count}} 个文件夹，而根据 {{xml}}，它当时正在两台主机之间热迁移：迁移结束后才知道它在哪里。按最近一次变化排列，最新的在前：{{names}}。所有总和都计入两者。',
    'instance-repeated/running':
      '根据 libvirt，所打开的主机中有 {{count}} 台同时在运行它，使用的是同一个文件夹：{{names}}。每个虚拟机都会覆盖其他虚拟机写入其磁盘的内容。',
    'disk-shared': '此文件同时是这些实例的磁盘：{{instances}}。',
    'disk-shared/domains': '这些实例的域 XML 都列出了磁盘 {{name}}：{{instances}}。',
    'rescue-in-progress': '实例已处于救援状态 {{age}}。',
    'rescue-in-progress/domain': '它的域使用救援的 {{name}}，没有 unrescue.xml 说明从何时开始。',
    'leftover-resize':
      '调整规格在确认或回退之前保留的副本占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-resize/domain':
      '调整规格在确认或回退之前保留的副本占用 {{allocated}}，已有 {{age}}没有变化。{{xml}} 仍然定义着实例的域，而实例在这里没有其他文件夹：调整规格仍在等待确认，或者这就是该实例仅存的内容。',
    'leftover-resize/running':
      '根据 {{xml}}，虚拟机正在运行，而这是实例唯一的文件夹：其名称表示调整规格在确认或回退之前保留它。它占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-resize/unseen':
      '调整规格在确认或回退之前保留的副本占用 {{allocated}}，已有 {{age}}没有变化。{{xml}} 仍然定义着实例的域。没有看到实例自己的文件夹：它可能在符号链接之后，或者扫描没有到达那里。',
    'leftover-del/domain':
      '中断的删除留下了 {{allocated}}，已有 {{age}}没有变化。{{xml}} 仍然定义着实例的域，而实例在这里没有其他文件夹。',
    'leftover-del/running':
      '根据 {{xml}}，虚拟机正在运行，而这是实例唯一的文件夹：其名称表示删除被中断。它占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-del/unseen':
      '中断的删除留下了 {{allocated}}，已有 {{age}}没有变化。{{xml}} 仍然定义着实例的域。没有看到实例自己的文件夹：它可能在符号链接之后，或者扫描没有到达那里。',
    'leftover-del': '中断的删除留下了 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-part/part': '没有完成的下载占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-part/converted': '没有完成的转换占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-rescue': '已结束的救援留下的文件占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-disk': '{{xml}} 没有列出此磁盘。它占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-disk/copy':
      '实例的磁盘旁边有一个 {{xml}} 没有列出的镜像，占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-disk/file':
      '实例的磁盘旁边有一个 {{xml}} 没有列出的文件，占用 {{allocated}}，已有 {{age}}没有变化。它的名称和开头的字节都不能说明它是什么：它可能是 raw 磁盘的副本。',
    'leftover-snapshot': '快照的工作文件占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-glance/staging':
      '为导入而暂存的数据占用 {{allocated}}，已有 {{age}}没有变化，而存储中已有该镜像。',
    'leftover-glance/not-stored':
      '为导入而暂存的数据占用 {{allocated}}，已有 {{age}}没有变化，而已扫描的已知存储中都没有该镜像的完整副本。',
    'leftover-glance/task': 'Glance 任务的工作文件占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-glance/incomplete':
      'Glance 镜像缓存未取完的数据占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-glance/invalid':
      'Glance 镜像缓存获取失败的数据占用 {{allocated}}，已有 {{age}}没有变化。',
    'set-aside': '{{day}} 的清理计划将它移走，已过去 {{age}}；占用 {{allocated}}。',
    'set-aside/domain':
      '{{day}} 的清理计划将它移走，已过去 {{age}}，而 {{xml}} 是其实例的域：请确认是否需要移回。占用 {{allocated}}。',
    'set-aside/in-place':
      '{{day}} 的清理计划将它移走，已过去 {{age}}，而其实例在原处又有了文件夹：请比较两者，再手动删除这一份。占用 {{allocated}}。',
    'set-aside/not-known':
      '{{day}} 的清理计划将它移走，已过去 {{age}}。没有看到所有的域，因此不知道是否有域属于其实例。占用 {{allocated}}。',
    'leftover-temporary': '临时文件占用 {{allocated}}，已有 {{age}}没有变化。',
    'file-system-nearly-full': '{{total}} 中仅剩 {{available}} 可用。',
    'growth-exceeds-free/at-least': '磁盘至少还可增长 {{growth}}，而可用空间是 {{available}}。',
    'growth-exceeds-free': '磁盘还可增长 {{growth}}，而可用空间是 {{available}}。',
    'no-room-for-instances/placement':
      '按已知的规格，placement 的 DISK_GB 还剩 {{left}}，而这里实例中最小的规格 {{flavor}} 需要 {{wanted}}。',
    'no-room-for-instances/both':
      '按已知的规格，placement 的 DISK_GB 还剩 {{left}}，扣除预留后 disk_available_least 为 {{least}}。',
    'no-room-for-instances/least':
      '扣除预留后 disk_available_least 为 {{least}}，而这里实例中最小的规格 {{flavor}} 需要 {{wanted}}。',
    'no-room-for-instances/least-alone': '扣除预留后 disk_available_least 为 {{least}}。',
    'disk-larger-than-file-system/image':
      '由此镜像创建的虚拟机看到 {{virtual}}，而实例所在的文件系统总共 {{total}}。',
    'disk-larger-than-file-system': '虚拟机看到 {{virtual}}，而文件系统总共 {{total}}。',
    'disk-larger-than-flavor/together':
      '虚拟机看到的 {{count}} 个临时盘合计 {{virtual}}，而规格 {{flavor}} 给它们合计 {{limit}}。',
    'disk-larger-than-flavor': '虚拟机看到 {{virtual}}，而规格 {{flavor}} 给此磁盘 {{limit}}。',
    'disk-smaller-than-flavor': '虚拟机看到 {{virtual}}，而规格 {{flavor}} 给此磁盘 {{limit}}。',
    'large-console-log': '实例控制台的输出占用 {{allocated}}。',
    'foreign-files':
      'instances_path 中有 {{count}} 个不是 Nova 创建的文件，占用 {{allocated}}，例如 {{example}}。',
    'foreign-files/linked':
      'instances_path 中有 {{count}} 个文件是已在别处计入的文件的另一个名称（硬链接），例如 {{example}} 就是 {{other}}。它们自身不占用空间，删除它们不会释放任何空间。',
    'foreign-files/snapshots':
      '存储系统在 {{count}} 个文件夹中列出自己的快照，例如 {{folder}}。没有查看其中的内容，任何总和都不包含它们的占用：其中大部分与已计入的文件是相同的块。',
    preallocated: '文件长度是 {{length}}，占用 {{allocated}}，虚拟大小是 {{virtual}}。',
  },
  unknownAllocated: '未知的空间',
  allocatedFrom: { tables: '由镜像自身的表得出。' },
  owned: '它属于 {{owner}}，权限为 {{mode}}。',
  headerFix: {
    lacks:
      '其 XML 由 Nova {{nova}} 写成，该版本号的正式版本都没有 CVE-2026-24708 的修复；发行版厂商可能在不改版本号的情况下加入了修复。',
    has: '其 XML 由 Nova {{nova}} 写成，该版本已修复 CVE-2026-24708；但不能由此排除同类的其他缺陷，以及会猜测格式的程序。',
  },
  fix: { has: '该版本已有', lacks: '该版本没有' },
  evidence: evidenceLabelsZhCn,
  reason: reasonsZhCn,
}
