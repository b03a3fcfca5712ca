import type { VerdictCatalogue } from './verdict.ts'

/** Simplified Chinese of `verdictEn`; a missing key does not compile. */
export const verdictZhCn: VerdictCatalogue = {
  title: '安全性',
  state: { safe: '安全', warning: '需要留意', unsafe: '不安全' },
  stateText: {
    safe: '文件自身的内容中没有发现打开它的风险。',
    warning: '使用前请先查看其中需要注意的内容。',
    unsafe: '打开此文件可能会读取或损坏其他文件，或者根本无法打开。请勿交给 QEMU、Glance 或 Nova。',
    unsafeUnlessRaw:
      '不按 raw 打开此文件，可能会读取或损坏其他文件。交给 QEMU、Glance 或 Nova 时只能作为 raw。',
  },
  role: {
    image: '按 Glance 镜像判断，它必须独立。',
    base: '按镜像缓存中的文件判断，它必须独立。',
    disk: '按实例的磁盘判断，它可以依赖基础镜像。',
    file: '按零散文件判断。',
  },
  formats: '符合的格式',
  confidence: { certain: '确定', likely: '很可能', weak: '可能' },
  mark: {
    magic: '魔数',
    version: '版本',
    'descriptor-text': 'VMDK 描述符',
    'create-type': 'VMDK 的创建类型',
    'footer-cookie': '尾部标识',
    'footer-checksum': '尾部校验和',
    'volume-descriptor': '卷描述符',
    'boot-signature': '引导签名',
    'partition-entry': '分区表项',
    'gpt-header': 'GPT 头',
    'file-system-boot-sector': '文件系统的引导扇区',
    'linux-kernel': 'Linux 内核的头部',
    'volume-header': '文件系统、交换区或卷的头部',
    'elf-header': '程序（ELF）的头部',
    'no-magic': '没有已知的魔数',
  },
  markAt: '{{meaning}}，偏移 {{offset}}：',
  evidence: '偏移 {{offset}}：应为“{{expected}}”，实为“{{found}}”',
  told: '已在“问题”中说明：{{checks}}。',
  passed_other: '{{count}} 项检查通过',
  openstack: '作为 OpenStack 镜像',
  accepts: 'OpenStack 会接受它（格式：{{formats}}）。',
  acceptsCut: '它不检查文件是否完整，而此文件并不完整。',
  refuses: 'OpenStack 会拒绝它。',
  taken: {
    mbr: '带 MBR 的 raw',
    gpt: '带 GPT 的 raw',
    'boot-signature': '带引导签名的 raw',
  },
  part: {
    aki: 'aki：Amazon 镜像的内核，对 QEMU 是 raw；Nova 不核对其内容',
    ari: 'ari：Amazon 镜像的 ramdisk，对 QEMU 是 raw；Nova 不核对其内容',
    ami: 'ami：Amazon 镜像的磁盘，对 QEMU 是 raw；Nova 不核对其内容',
  },
  apart: '按 Glance 和 Nova 自己的算法及默认配置得出，它们算错之处也照样计算。',
  check: {
    'multiple-formats': '同时是多种格式',
    'declared-format': '声明的格式',
    'forged-header': 'raw 磁盘上的镜像头',
    'file-name': '名称与内容',
    'banned-format': '无人维护的格式',
    header: '镜像头',
    truncated: '被截断',
    tables: '映射表',
    'backing-file': '后备文件',
    'backing-name': '后备文件的名称',
    'backing-format': '后备格式',
    'data-file': '外部数据文件',
    'unknown-features': '未知特性',
    dirty: '脏位',
    corrupt: '损坏位',
    encryption: '加密',
    'internal-snapshots': '内部快照',
    'in-use-bitmaps': '使用中的位图',
    'virtual-size': '虚拟大小',
    'vmdk-create-type': 'VMDK 创建类型',
    'vmdk-descriptor': 'VMDK 描述符',
    'vmdk-extents': 'VMDK 区段',
    'vmdk-footer': 'VMDK 尾部',
    'partition-table': '分区表',
    'luks-version': 'LUKS 版本',
    'luks-iterations': 'LUKS 迭代次数',
    'iso-volume': 'ISO 卷',
  },
  finding: {
    'multiple-formats/fail':
      '此文件同时是多种格式：{{formats}}。检查程序与打开程序看到的可能不是同一种格式。',
    'multiple-formats/warning': '文件中有像另一种格式的内容，也可能只是巧合：{{formats}}。',
    'declared-format/fail': '声明的格式是 {{declared}}，内容却是 {{detected}}。',
    'file-name/fail':
      '名称以 .{{promised}} 结尾，文件开头却是 {{detected}} 镜像头：按 raw 上传后，会探测格式的程序看到的是另一个磁盘（CVE-2024-40767）。',
    'file-name/info':
      '名称以 .{{promised}} 结尾，内容却是 {{detected}}：可能被覆盖、丢失了开头，或名称有误。',
    'forged-header/fail':
      '此磁盘声明为 {{declared}}，开头却是 {{detected}} 镜像头，可能由虚拟机写入。只能按 raw 打开（CVE-2024-40767、CVE-2026-24708）。',
    'forged-header/names':
      '此磁盘声明为 {{declared}}，开头却是 {{detected}} 镜像头，可能由虚拟机写入。若由程序猜测格式，主机上的这些文件会被打开：{{names}}（CVE-2024-40767、CVE-2026-24708）。',
    'forged-header/warning':
      '此磁盘声明为 {{declared}}，开头却是 {{detected}} 镜像头：虚拟机对整盘加密时会写入这样的头，攻击者也会。',
    'banned-format/fail':
      'QEMU 已不再维护 {{format}}，OpenStack 在任何地方都不允许它。请转换为 qcow2。',
    'header/fail': '镜像头无法读取，因此无法检查此文件：{{message}}',
    'header/fail-there': '镜像头无法读取，因此无法检查此文件（{{what}}）。',
    'header/luks': '加密头无法读取，缺少它就无法读取此磁盘：{{message}}',
    'header/luks-there': '加密头无法读取，缺少它就无法读取此磁盘（{{what}}）。',
    'header/snapshots':
      'QEMU 因快照表而不打开此镜像：{{message}}。磁盘本身不需要它，Cowscope 会读到文件结尾为止。',
    'header/snapshots-there':
      'QEMU 因快照表而不打开此镜像（{{what}}）。磁盘本身不需要它，Cowscope 会读到文件结尾为止。',
    'header/bitmaps':
      'QEMU 因位图而不打开此镜像：{{message}}。磁盘本身不需要它们，Cowscope 会读到文件结尾为止。',
    'header/bitmaps-there':
      'QEMU 因位图而不打开此镜像（{{what}}）。磁盘本身不需要它们，Cowscope 会读到文件结尾为止。',
    'header/warning': '镜像头中有不符合格式之处：{{message}}',
    'header/warning-there': '镜像头中有不符合格式之处（{{what}}）。',
    'truncated/warning':
      '文件在它所指的内容之前就结束了：{{what}}。它被截断了，或者该项已损坏。丢失的部分读出为零。',
    'truncated/snapshots':
      '文件在快照表结束之前就结束了，内部快照丢失：{{count}} 个中的 {{lost}} 个。读取磁盘本身不需要快照表，QEMU 也能读取，它会在丢失处显示没有名称的快照。',
    'truncated/with-snapshots':
      '文件在它所指的内容之前就结束了：{{what}}。它被截断了，或者该项已损坏。丢失的部分读出为零，其余部分不变。内部快照也丢失了：{{count}} 个中的 {{lost}} 个。',
    'truncated/overlay':
      '文件在它所指的内容之前就结束了：{{what}}。它被截断了，或者该项已损坏。映射表丢失之处会露出下层的内容，即较旧的数据，而且不会报错；其他丢失的数据读出为零。',
    'truncated/overlay-with-snapshots':
      '文件在它所指的内容之前就结束了：{{what}}。它被截断了，或者该项已损坏。映射表丢失之处会露出下层的内容，即较旧的数据，而且不会报错；其他丢失的数据读出为零。内部快照也丢失了：{{count}} 个中的 {{lost}} 个。',
    'truncated/partition':
      '文件长 {{length}}，而按它自己的分区表，分区 {{entry}} 结束于 {{size}}。它被截断了，或者被缩小到容不下其分区。丢失的部分读出为零，而且不会报错。',
    'truncated/header':
      '文件在镜像头之内、或在其后必需的内容之前就结束了：{{what}}。QEMU 拒绝打开大多数这样的文件，其余的只读出零：磁盘的数据已全部丢失。',
    'truncated/partly':
      '仅查看了映射表的一部分（最多 {{size}}），其中未发现指向文件末尾之后的表项。分配图会查看全部映射表。',
    'tables/refused':
      'QEMU 不会打开此镜像：映射表中的一个表项（{{what}}）指向的块不完全在文件内，或与镜像自身的结构重叠。Cowscope 可以读取其余部分。',
    'tables/own':
      '映射表中的一个表项（{{what}}）使虚拟机的数据与镜像自身的结构重叠：两者之一已丢失。',
    'tables/wrong': '映射表中有一个格式不允许的表项（{{what}}），它所映射的内容可能已丢失。',
    'tables/partly':
      '仅查看了映射表的一部分（最多 {{size}}），其中未发现问题。分配图会查看全部映射表。',
    'backing-file/image':
      '此镜像依赖另一个文件：{{name}}。Glance 中的镜像必须独立，否则虚拟机会读到主机上的文件（CVE-2015-5163）。',
    'backing-file/base': '此基础镜像依赖另一个文件：{{name}}。镜像缓存中的文件必须独立。',
    'backing-file/file':
      '此镜像依赖另一个文件：{{name}}。作为实例的磁盘可以如此；用于 Glance 的镜像必须独立。',
    'backing-name/beside': '后备文件与镜像在同一处：{{name}}',
    'backing-name/absolute': '后备文件以绝对路径记录：{{name}}',
    'backing-name/host':
      '后备文件是主机自身的文件，读取此镜像就会读到它（CVE-2015-1851、CVE-2011-3147）：{{name}}',
    'backing-name/elsewhere':
      'Nova 只让磁盘依赖镜像缓存中的文件，而此后备文件在另一个文件夹中：{{name}}',
    'backing-name/escaping': '后备文件的名称指向镜像所在文件夹之外：{{name}}',
    'backing-name/protocol': '后备文件以协议记录，QEMU 可能会访问网络或设备：{{name}}',
    'backing-name/json': '后备文件以 JSON 描述记录，可以设置 QEMU 的任何选项：{{name}}',
    'backing-name/unprintable':
      '后备文件的名称中有无法显示的字节，逐行读取的程序会看到另一个名称：{{name}}',
    'backing-format/warning':
      '没有记录后备文件 {{name}} 的格式。打开它的程序只能猜测，而虚拟机可以左右猜测的结果（CVE-2008-2004）。',
    'backing-format/unknown':
      '为后备文件记录的格式不是 QEMU 的格式，QEMU 不会打开此镜像：{{format}}',
    'data-file/raw-without-file':
      '镜像被标记为数据文件是 raw，却没有数据文件：QEMU 会显示它的镜像头，但不会打开它。',
    'data-file/unnamed': '此镜像的数据在外部文件中，但没有记录它的名称。',
    'data-file/beside':
      '此镜像的数据在外部文件中：{{name}}。上传的镜像可以借此指向任意文件（CVE-2024-32498）。',
    'data-file/escaping': '此镜像的数据在其文件夹之外的文件中：{{name}}（CVE-2024-32498）。',
    'data-file/absolute': '此镜像的数据在以绝对路径记录的文件中：{{name}}（CVE-2024-32498）。',
    'data-file/protocol': '此镜像的数据在 QEMU 的协议所指之处：{{name}}（CVE-2024-32498）。',
    'data-file/json':
      '此镜像的数据在 JSON 描述所指之处：{{name}}（CVE-2024-32498、CVE-2024-4467）。',
    'data-file/unused-name': '记录了外部数据文件的名称，镜像却没有使用它：{{name}}',
    'unknown-features/fail': '此镜像使用了 Cowscope 不认识的特性，无法判断其内容：{{message}}',
    'dirty/warning': '此镜像没有正常关闭，或正在使用。其表和引用计数可能已过时。',
    'corrupt/warning': 'QEMU 已将此镜像标记为损坏。可以读取，但修复之前不得写入。',
    'encryption/aes': '此镜像以旧的 AES 方式加密，口令本身就是密钥。QEMU 只在转换时才会打开它。',
    'encryption/luks': '内容以 LUKS 加密。没有密钥就无法检查虚拟机所看到的内容。',
    'internal-snapshots/warning':
      '此镜像含有 {{count}} 个内部快照。Nova 不会创建内部快照，其内容也不会出现在磁盘中。',
    'in-use-bitmaps/warning': '位图正在使用，或没有正常关闭：{{names}}。',
    'virtual-size/empty':
      '其中没有磁盘：虚拟机会看到 0 字节。从未开始的下载或复制会留下这样的文件；在 Glance 中，它也可能是从卷启动的实例的快照。',
    'virtual-size/ratio':
      '虚拟机看到 {{size}}，文件只占用 {{allocated}}，相差 {{ratio}} 倍。转换为 raw 时可能占满文件系统（CVE-2013-4463）。',
    'vmdk-create-type/type':
      '创建类型是 {{type}}：数据在描述符所指的其他文件中（CVE-2022-47951）。',
    'vmdk-create-type/none': '没有创建类型，无法得知数据在哪里。',
    'vmdk-descriptor/place':
      '描述符不在通常的位置（512 字节扇区的第 1 扇区），而在第 {{found}} 扇区。',
    'vmdk-descriptor/none': '没有描述符。',
    'vmdk-descriptor/line': '描述符中有无法理解的一行：{{line}}',
    'vmdk-descriptor/version': '镜像头的版本为 {{version}}，没有这样的定义：只有 1 到 3。',
    'vmdk-extents/path':
      '有区段以路径指向文件：{{name}}。打开镜像就会读取主机上的那个文件（CVE-2022-47951）。',
    'vmdk-extents/other-file': '数据在另一个文件中，区段类型为 {{type}}：{{name}}',
    'vmdk-extents/no-type': '有区段没有类型，无法得知其数据在哪个文件中。',
    'vmdk-extents/none': '描述符中没有区段。',
    'vmdk-footer/none': '镜像头称后面有尾部，实际上没有。',
    'vmdk-footer/signature': '尾部开头的字节与镜像头不同。',
    'vmdk-footer/version': '尾部的版本与镜像头不同。',
    'vmdk-footer/descriptor': '尾部所指的描述符与镜像头不同：检查的是一个，使用的是另一个。',
    'vmdk-footer/second-footer': '尾部称后面还有另一个尾部。',
    'vmdk-footer/marker': '尾部之前不是它的标记。',
    'vmdk-footer/end-of-stream': '尾部之后不是流的结尾。',
    'partition-table/boot-flag': '分区表项 {{entry}}（0 至 3）的引导标志既不是 00 也不是 80。',
    'partition-table/gpt-start-chs':
      '保护 GPT 的表项（{{entry}}）不是从磁头 0、扇区 2、柱面 0 开始。',
    'partition-table/gpt-start-lba': '保护 GPT 的表项（{{entry}}）不是从扇区 1 开始。',
    'partition-table/gpt-extra': '除保护 GPT 的表项外还有其他表项：不同程序会看到不同的分区。',
    'partition-table/no-partition': '有引导签名，却没有分区。',
    'partition-table/gpt-missing': '有表项保护 GPT，但 GPT 并不存在。',
    'partition-table/gpt-damaged':
      'GPT 或其表项的校验和不正确：有的程序使用末尾的副本，有的拒绝此磁盘。',
    'partition-table/gpt-backup': '磁盘末尾的 GPT 副本损坏或缺失：文件可能被截断了。',
    'partition-table/gpt-unprotected': '有 GPT，却没有表项保护它：不同程序会看到不同的分区。',
    'luks-version/fail': '这是 LUKS 版本 {{version}}。QEMU 只认识版本 1，会把此文件当作 raw 数据。',
    'luks-iterations/warning':
      '其 LUKS 头要求以 {{count}} 次迭代派生密钥。处理器每秒可完成一百万至五百万次；cryptsetup 与 QEMU 选择的次数约需两秒。',
    'iso-volume/warning': '卷记录的大小是 {{size}}，而文件只有 {{length}}：它被截断了。',
  },
  refusal: {
    'oslo-crash': 'OpenStack 的格式检查器会出错中止：文件以文本开头，后面却有非 ASCII 字节。',
    'oslo-multiple-formats': '格式检查器发现多种格式：{{formats}}。',
    'oslo-incomplete': '文件在格式检查器需要看到的 {{format}} 内容之前就结束了。',
    'oslo-backing-file': '格式检查器发现后备文件。',
    'oslo-data-file': '格式检查器在第 79 字节发现数据文件位。',
    'oslo-unknown-features/version': '格式检查器不认识 qcow2 版本 {{version}}。',
    'oslo-unknown-features/features':
      '格式检查器不认识特性位 {{mask}}：它只认识位 0 至 3，还不认识扩展 L2 表项。',
    'oslo-banned': '任何地方都不允许 QED。',
    'oslo-descriptor/no-descriptor': '格式检查器在应有的位置没有找到描述符。',
    'oslo-descriptor/create-type':
      '格式检查器只允许创建类型 monolithicSparse 和 streamOptimized，发现的却是“{{type}}”。',
    'oslo-descriptor/line': '格式检查器不理解描述符中的一行：{{line}}',
    'oslo-descriptor/extent-path': '格式检查器在区段中发现路径：{{line}}',
    'oslo-descriptor/no-extents': '格式检查器没有发现区段。',
    'oslo-footer': '格式检查器发现尾部与镜像头不一致。',
    'oslo-mbr/boot-flag': '格式检查器发现分区表项 {{entry}} 的引导标志不对。',
    'oslo-mbr/gpt-start-chs': '格式检查器发现 GPT 表项的起始位置（CHS）不对。',
    'oslo-mbr/gpt-start-lba': '格式检查器发现 GPT 表项的起始位置（LBA）不对。',
    'oslo-mbr/gpt-extra': '格式检查器发现除 GPT 之外还有其他表项。',
    'oslo-mbr/no-partition': '格式检查器发现引导签名，却没有分区。',
    'oslo-version': '格式检查器不认识 LUKS 版本 {{version}}。',
    'nova-unknown-format': 'Nova 没有针对所声明格式 {{declared}} 的格式检查器。',
    'nova-declared-format':
      'Nova 要求声明的格式 {{declared}} 与格式检查器发现的格式 {{detected}} 相同。',
    'nova-unreadable': 'qemu-img 无法打开它：{{message}}',
    'nova-unreadable/there': 'qemu-img 无法打开它。',
    'nova-unreadable/cut':
      '文件在其镜像头之内就结束了。qemu-img 仍会打开它，缺少的部分按零处理：它成了另一个磁盘，不依赖任何后备文件。',
    'nova-qemu-format': 'Nova 要求 qemu-img 也认为是 {{declared}}，而 qemu-img 认为是 {{qemu}}。',
    'nova-backing-file': 'Nova 发现后备文件：{{name}}',
    'nova-data-file': 'Nova 发现外部数据文件：{{name}}',
    'nova-create-type': 'Nova 不允许创建类型“{{type}}”。',
    'nova-convert/encrypted':
      '除非关闭 force_raw_images，Nova 会把镜像转换为 raw：qemu-img 需要此镜像的密钥，而 Nova 不提供。',
    'nova-convert/raw-data-file':
      'Nova 会把镜像转换为 raw（除非关闭 force_raw_images）：此镜像被标记为有 raw 数据文件，却没有，qemu-img 不会打开它。',
    'nova-convert/tables':
      '除非关闭 force_raw_images，Nova 会把镜像转换为 raw：映射表中的一个表项使 qemu-img 无法读取此镜像。',
  },
}
