import type { FindingCatalogue } from './findings.ts'
import { reasonsZhCn } from './reasons.zh-CN.ts'

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
    'backing-not-granted': {
      title: '后端文件没有打开',
      text: '只打开了此镜像，这不授权读取其他文件。它所指名的文件是否存在，没有查看。',
      advice:
        '请用“指定位置…”指明该文件，或打开同时包含两者的文件夹；在命令行中，用 --root 指定包含该文件的文件夹。',
    },
    'backing-protocol': {
      title: '后端名称是协议而不是文件',
      text: '记录的名称是网络地址或 JSON 描述，可以让 QEMU 打开任何内容。没有跟随它。',
      advice:
        'Nova 只记录普通路径。除非有人特意放置，否则应视为恶意镜像；不要在没有资源限制的情况下对它运行 qemu-img。',
    },
    'chain-too-deep': {
      title: '后端链过深',
      text: 'Nova 的磁盘只有两层：它自身和一个基础镜像。这里的层数更多，甚至超过 Cowscope 跟随的上限。',
      advice:
        '请查明这些层由什么产生。链过长会变慢，任何一层丢失都会损坏；请在实例关机时合并磁盘。',
    },
    'backing-format-missing': {
      title: '没有记录后端格式',
      text: '增量盘让打开者猜测后端文件的格式；虚拟机若能写入基础镜像便可加以利用。Nova 自 21.0（Ussuri）起会记录格式。',
      advice:
        '请在实例关机时记录基础镜像创建时的格式：Nova 下载的为 raw，除非另有配置。内容看起来像什么不能作为依据，因为虚拟机可能写入过。',
    },
    'backing-changed': {
      title: '下层镜像并非创建时所基于的镜像',
      text: '叠加镜像记录了创建时所基于镜像的标识：VMDK 的内容标识、VHD 与 VDI 的 UUID，或 VHDX 的数据 GUID。该名称的镜像标识不同，说明它之后被写入或被替换。透过它看到的并不是这块磁盘。',
      advice: '不要启动或合并该磁盘。请寻找标识与记录一致的下层镜像副本。',
    },
    'format-mismatch': {
      title: '格式与声明不符',
      text: '文件的内容与声明的格式不同。相信声明的程序和查看内容的程序会看到两个不同的磁盘。',
      advice:
        '在任何程序打开磁盘之前，请先查明哪一个是对的。不要删除 disk.info：没有它，Nova 会查看内容，而内容可由虚拟机写入。',
    },
    'external-data-file': {
      title: '镜像指定了外部数据文件',
      text: '镜像记录了存放客户机数据的另一个文件，无论特性位是否启用它。Nova 从不创建这样的镜像，而上传的镜像可以借此指向主机上的任意文件。',
      advice: '不要启动、转换或上传此镜像。请查明它的来源；如果是上传的，请在 Glance 中删除。',
    },
    'image-fault': {
      title: '镜像损坏或无法识别',
      text: '镜像头（或所查看的映射表中的条目）有格式不允许的内容，或文件过早结束。扫描读取镜像头、Glance 和镜像缓存中镜像的 1 MiB 映射表，并查看 qcow2 是否被截断；detect 与检查器会查看单个镜像的映射表，最多 32 MiB。',
      advice:
        '请与备份或其他主机上的同一镜像比较。没有磁盘依赖的基础镜像可以删除：Nova 会重新下载。',
    },
    unreadable: {
      title: '无法读取',
      text: 'Cowscope 因所给的原因未能读取它，合计中可能缺少它的大小。',
      advice: '请以有权读取的用户扫描，或授予读取权限。其下的内容一概不知。',
    },
    'text-fault': {
      title: '描述文件无法解析',
      text: 'Cowscope 无法理解此文件，其中的信息不会出现在视图中。对于 nova.conf，可能是某个选项的值格式不对：Nova 读到它时会出错停止，此处显示其默认值。',
      advice: '请查看该文件。内容被截断往往是文件系统曾经写满的痕迹。',
    },
    'symlink-leaves-root': {
      title: '符号链接指向所打开的文件夹之外',
      text: 'Cowscope 没有跟随它，它所指向的内容不计在内。Nova 会跟随它：如果它代表实例的文件夹或磁盘，在同时打开它所指向的位置之前，无法得知哪些基础镜像正在使用。',
      advice: 'Nova 不会在自己的文件夹中创建符号链接。如果没有人特意移动文件，请查明由谁创建。',
    },
    'symlink-loop': {
      title: '符号链接循环',
      text: '它直接或经由其他链接指回自身，无法跟随，后面没有任何内容。',
      advice: 'Nova 不会在自己的文件夹中创建符号链接。请查明由谁创建、原本应指向哪里。',
    },
    'special-file': {
      title: '既不是文件也不是文件夹',
      text: 'FIFO、套接字或设备。Cowscope 从不打开这类对象：读取它可能永远等待，或影响硬件。',
      advice: 'Nova 不会在自己的文件夹中创建这类对象。请查明由谁创建、由谁使用。',
    },
    'unused-base': {
      title: '没有增量盘的基础镜像',
      text: '所打开的文件夹中没有增量盘依赖它。除非 nova.conf 不允许，Nova 会在一段时间后删除这样的文件；在共享存储上，其他主机可能仍在使用。',
      advice:
        '交给 Nova 处理：如果 remove_unused_base_images 和 manager_interval 允许，镜像缓存管理器会在基础镜像足够旧时删除它。',
    },
    'base-used-unseen': {
      title: 'Nova 将删除的基础镜像仍在使用',
      text: '需要此基础镜像的只有镜像缓存管理器不查看的磁盘：Nova 不知道的文件夹中的磁盘、根磁盘以外的磁盘、Nova 现在的配置以其他名称称呼其基础镜像的临时盘，经其他镜像依赖它或把数据存放在其中的磁盘，或者直接把它用作磁盘的 libvirt 域。足够旧时它会被删除，磁盘也就丢失了。',
      advice: '请查明这些磁盘属于谁。在它被删除之前，请不时更新基础镜像的时间，或合并这些磁盘。',
    },
    'unknown-in-cache': {
      title: '镜像缓存中的未知文件',
      text: 'Nova 不会使用这样的名称，因此缓存管理器从不删除它。',
      advice: '请查明由谁放置。本节点上没有文件依赖它。',
    },
    'leftover-resize': {
      title: '调整规格残留',
      text: 'Nova 会保留此文件夹，直到调整规格或迁移被确认或回退。一周没有变化的通常是被遗忘的：只有这样的才会列入清理计划。',
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
    'backing-in-image': {
      title: '本应独立的镜像依赖另一个文件',
      text: 'Glance 中的镜像和镜像缓存中的每个文件都必须自成一体。其中的后端文件是主机上的某个文件，由它创建的虚拟机可以读到。',
      advice:
        '不要用它启动实例。请查明由谁上传，并在 Glance 中删除；镜像缓存中的文件在没有磁盘依赖之后即可删除。',
    },
    'backing-no-base': {
      title: '磁盘依赖的文件不是基础镜像',
      text: 'Nova 只让实例的磁盘依赖镜像缓存中的文件。读取磁盘就会读到它所依赖的文件：首先是虚拟机，其快照也会带走一份副本。',
      advice:
        '在查明由谁记录此名称之前，应视为恶意磁盘：不要启动、转换或为它创建快照。如果文件没有错，请把它移到镜像缓存中，并在实例关机时记录新的名称。',
    },
    'backing-name': {
      title: '不寻常的后端名称',
      text: 'Nova 记录基础镜像的绝对路径。其他名称由别的程序记录，或者会随读取它的文件夹而改变。',
      advice: '请查明镜像由什么创建。如果基础镜像没有错，请在实例关机时记录它的绝对路径。',
    },
    'overlay-smaller-than-base': {
      title: '磁盘小于它所依赖的镜像',
      text: '虚拟机看到的比基础镜像少：为基础镜像创建的分区表或文件系统可能超出磁盘末尾。',
      advice: '请比较规格的磁盘大小与镜像的虚拟大小。如果实例无法启动，请在关机时扩大磁盘。',
    },
    'base-size-differs': {
      title: '基础镜像变大或变小',
      text: '基础镜像的虚拟大小与创建时不同。基础镜像绝不能改变：依赖它的每个磁盘都以它原来的内容为准。',
      advice: '请与 Glance 中的镜像比较。没有磁盘依赖它时，删除后让 Nova 重新下载。',
    },
    'base-not-of-image': {
      title: '磁盘依赖另一个镜像的基础文件',
      text: '按域 XML，实例由一个镜像创建，磁盘却依赖另一个镜像的基础文件。这可能是取消搁置或跨单元迁移留下的（Nova 22.0 已修复），也可能是错误的基础镜像，会让虚拟机读到别人的数据。',
      advice: '请比较这两个镜像。镜像缓存管理器只有在知道该实例时才会保留磁盘所依赖的基础镜像。',
    },
    'forged-header': {
      title: 'raw 磁盘上有镜像头',
      text: '此磁盘声明为 raw，开头却是某种镜像格式的头。虚拟机可以在自己的磁盘上写入它；猜测格式的程序会读取头中所指的主机文件（CVE-2026-24708、CVE-2024-40767、CVE-2014-0134）。',
      advice:
        '只按 raw 打开此磁盘，不要使用会探测格式的工具。Nova 早于 30.2.2、31.2.1 或 32.1.1 时，不要调整规格、创建快照或迁移该实例，也不要删除 disk.info。请向所有者询问磁盘上的内容。',
    },
    'multiple-formats': {
      title: '文件同时是多种格式',
      text: '检查者看到的可能是一种格式，打开者看到的是另一种：检查就是这样被绕过的。',
      advice: '不要使用此镜像。请查明它的来源；如果是上传的，请在 Glance 中删除。',
    },
    'banned-format': {
      title: '无人维护的格式',
      text: 'QEMU 已不再维护 QED，OpenStack 在任何地方都不允许它。',
      advice: '如果来源可信，请转换为 qcow2。',
    },
    'vmdk-extents': {
      title: 'VMDK 指向其他文件',
      text: 'VMDK 的描述符可以把主机上的任意文件列为区段，转换镜像就会把该文件复制进去（CVE-2022-47951）。',
      advice:
        '不要转换或启动此镜像。如果是上传的，请在 Glance 中删除；只应接受 monolithicSparse 和 streamOptimized。',
    },
    'vmdk-descriptor': {
      title: 'VMDK 各部分不一致',
      text: '文件中本应一致的部分互不相同，检查者和读取者可能看到两个不同的镜像。',
      advice: '在来源处重新转换之前，不要使用此镜像。',
    },
    'partition-table': {
      title: '不同程序看法不一的分区表',
      text: '引导扇区或 GPT 不符合格式的要求。OpenStack 的检查器会拒绝这样的镜像。',
      advice: '请在制作镜像的地方修复分区表，然后重新上传。',
    },
    'huge-virtual-size': {
      title: '很小的镜像有巨大的虚拟大小',
      text: '寥寥数字节对虚拟机和转换为 raw 的程序来说却是巨大的磁盘（CVE-2013-2096、CVE-2013-4463、CVE-2013-4469）。',
      advice: '在转换为 raw（force_raw_images）之前请检查镜像，并确认规格限制了磁盘大小。',
    },
    'openstack-refuses': {
      title: 'OpenStack 会拒绝此镜像',
      text: 'Nova 和 Glance 在使用镜像之前会检查它，并会拒绝这个镜像：由它创建的实例无法启动。',
      advice:
        '请转换为可接受的形式后重新上传。带有扩展 L2 表项的合法 qcow2 也会被拒绝；不加该选项用 qemu-img convert 转换即可。',
    },
    truncated: {
      title: '文件过早结束',
      text: '镜像头不完整，或镜像头、表所指的内容在文件末尾之后：文件被截断了，通常因为文件系统写满或复制中断。',
      advice: '请与备份或其他主机上的同一镜像比较。不要修复唯一的副本。',
    },
    corrupt: {
      title: '镜像被标记为损坏',
      text: 'QEMU 在镜像的表中遇到错误并作了标记。可以读取，但拒绝写入。',
      advice: '请先把文件复制到别处，然后在实例关机时查看检查的结果。',
    },
    dirty: {
      title: '镜像没有正常关闭',
      text: '镜像没有正常关闭，或正以延迟引用计数的方式使用。引用计数可能已过时，虚拟机所看到的内容不受影响。',
      advice: '如果没有实例使用它，请检查镜像。',
    },
    'unknown-features': {
      title: '镜像使用未知特性',
      text: '无法得知其内容的含义，也无法判断它是否安全。',
      advice: '请寻找认识该特性的更新版本 QEMU。',
    },
    'internal-snapshots': {
      title: '镜像含有内部快照',
      text: 'Nova 不会创建内部快照。其内容占用虚拟机看不到的空间，并随磁盘一起移动。',
      advice: '请查明由谁创建。可以列出它们，并在实例关机时删除。',
    },
    'in-use-bitmaps': {
      title: '位图仍处于使用状态',
      text: 'QEMU 结束时没有保存备份所用的脏位图：下一次增量备份将不完整。',
      advice: '请做一次完整备份，并在实例关机时删除该位图。',
    },
    'legacy-encryption': {
      title: '镜像以旧方式加密',
      text: 'qcow2 的 AES 加密在设计上就不安全，QEMU 只为转换才打开这样的镜像。',
      advice: '请在知道密钥的地方转换为 LUKS。',
    },
    'luks-version': {
      title: 'QEMU 不认识的 LUKS 版本',
      text: 'QEMU 会把此文件当作 raw 数据，无法得知其内容。',
      advice: '请转换为 QEMU 和 Nova 使用的 LUKS 版本 1。',
    },
    'unreadable-owners': {
      title: '无法读取他人的文件',
      text: '没有权限。在节点上，磁盘属于运行 Nova 和 QEMU 的用户。',
      advice: '请以 root 扫描、加入相应的组，或为读取者设置文件夹的 ACL，然后重新扫描。',
    },
    'odd-name': {
      title: '会被误读的名称',
      text: '名称中有控制字符，或有不是 UTF-8 的字节。逐行读取名称的脚本会对其他文件进行操作。',
      advice: '请在创建它的地方重新命名，并在运行任何命令时加引号。',
    },
    'world-writable': {
      title: '任何人都可以写入镜像',
      text: '节点上的每个用户都可以更改虚拟机的数据。',
      advice: '请收回该权限。',
    },
    'world-readable': {
      title: '任何人都可以读取磁盘',
      text: '如果上级文件夹也允许，节点上的每个用户都可以读取虚拟机的数据。Nova 以 umask 022 运行时即是如此。',
      advice:
        '请勿让其他用户登录节点。Nova 和 QEMU 往往以不同用户运行，且都需要读取磁盘：收回所有人的权限之前，请先设置共同的组或 ACL。',
    },
    'missing-folder': {
      title: '实例没有文件夹',
      text: 'libvirt 有一个 Nova 的域，instances_path 中却没有它的文件夹：它无法启动。',
      advice: '请查询该实例及其主机。如果已删除或迁走，可以取消定义该域；否则必须找回它的磁盘。',
    },
    'missing-disk': {
      title: '磁盘缺失',
      text: '域 XML 中列出的实例文件夹内的文件不存在：实例无法启动，Nova 也不把它的任何磁盘计入 disk_available_least。',
      advice:
        '请在该实例的其他文件夹和备份中寻找。硬重启会让 Nova 尽可能由镜像重新创建，但没有虚拟机的数据。',
    },
    'orphan-folder': {
      title: '没有实例的文件夹',
      text: 'libvirt 有其他文件夹的域，却没有这个文件夹的，其中也已有一天没有任何变化，因此并非正在创建或迁入实例。实例已删除或迁走，或者它的域丢失了。Nova 不会计入它，镜像缓存管理器也可能删除它所依赖的基础镜像。',
      advice:
        '请查询该实例及其主机。如果已删除，或在其他主机上而此存储并非共享，即可删除此文件夹。',
    },
    'disk-shared': {
      title: '多个实例共用的磁盘',
      text: '多个实例把同一个文件用作可写的磁盘。它们会互相覆盖写入的内容，文件系统因此损坏；其中任何一个实例被删除时，文件也随之删除。',
      advice: '首先停止除数据所有者以外的所有实例，再为其他每个实例准备自己的副本。',
    },
    'rescue-in-progress': {
      title: '实例正在救援',
      text: '实例处于救援状态期间，Nova 会保留 unrescue.xml。',
      advice: '如果救援已经结束，请取消救援。',
    },
    'leftover-rescue': {
      title: '救援残留',
      text: '这里有救援所用的文件，已有一小时没有变化，也没有正在救援的迹象。',
      advice: '请查询实例的状态；不在救援中即可删除这些文件。',
    },
    'leftover-snapshot': {
      title: '快照残留',
      text: 'Nova 在此文件夹中制作快照，结束后会删除。一天之后，多半是中途失败了。',
      advice: '确认没有正在制作该实例的快照后，即可删除。',
    },
    'leftover-temporary': {
      title: '临时文件残留',
      text: 'Nova 创建这样的文件来测试共享存储或转换磁盘，随即会删除。',
      advice: '确认没有操作正在处理该实例后，即可删除。',
    },
    'file-system-nearly-full': {
      title: '文件系统快满了',
      text: '写满之后，虚拟机会因 I/O 错误而停止，qcow2 文件会被截断。',
      advice: '请查看可以释放的空间：残留、未使用的基础镜像，以及可以迁走的实例。',
    },
    'growth-exceeds-free': {
      title: '磁盘可增长的空间超过可用空间',
      text: '如果每个虚拟机都写满自己的磁盘，文件系统会先被写满。这就是超分的含义；此时 Nova 的 disk_available_least 为负。',
      advice: '请关注可用空间，并预留不应占用的部分（reserved_host_disk_mb）。',
    },
    'disk-larger-than-file-system': {
      title: '磁盘大于文件系统',
      text: '虚拟机看到的比整个文件系统还大。',
      advice:
        '请把实例迁到有足够空间的主机，或查明它由哪个规格创建。镜像声称如此之大时，在转换为 raw（force_raw_images）之前请先检查。',
    },
    'disk-larger-than-flavor': {
      title: '磁盘大于其规格',
      text: '虚拟机看到的比域 XML 中的规格给它的更多。Nova 不会创建这样的磁盘：镜像声称的大小超过规格（CVE-2013-2096），或有人手动扩大了它。它会占用调度器没有预留的空间。',
      advice:
        '请与实例的规格和镜像比较。如果没有人有意扩大它，请查明是谁上传了镜像；否则请把实例调整到有此大小的规格。',
    },
    preallocated: {
      title: '在文件末尾之后占用空间',
      text: '文件系统为此磁盘保留了文件长度看不出的空间（fallocate -n；preallocate_images = space 会对整个磁盘这样做）。超分看起来比实际小。',
      advice: '如果这是有意的，则无需处理；nova.conf 中并没有要求。',
    },
  },
  sentence: {
    'base-used-unseen':
      '直接或经其他镜像需要此基础镜像、而 Nova 不查看的实例、镜像或域：{{count}} 个。',
    'unknown-in-cache': 'Nova 不会使用这样的名称，此文件占用 {{allocated}}。',
    'missing-backing-file': '后端文件 {{name}} 不存在。',
    'backing-loop': '后端文件 {{name}} 形成了循环。',
    'backing-outside-root': '后端文件 {{name}} 在所打开的范围之外，没有读取。',
    'backing-not-granted': '没有查找后端文件 {{name}}：只打开了镜像本身。',
    'backing-protocol': '后端文件以协议 {{protocol}} 命名，从不跟随：{{name}}',
    'backing-format-missing': '没有记录后端文件 {{name}} 的格式：打开者只能猜测。',
    'backing-changed': '后端文件 {{name}} 的标识为 {{found}}，但此镜像创建于 {{expected}} 之上。',
    'format-mismatch/disk.info': 'disk.info 声明的格式是 {{declared}}，内容却是 {{detected}}。',
    'format-mismatch/undeclared':
      '没有任何地方声明格式，而磁盘以 {{detected}} 镜像头开始：Nova 不创建这样的磁盘，很可能是虚拟机写入了自己的 raw 数据。',
    'truncated/empty': '文件是空的：磁盘的数据已全部丢失。',
    'format-mismatch/backing':
      '后端文件 {{name}} 声明的格式是 {{declared}}，内容却是 {{detected}}。',
    'image-fault/own': '镜像头有误：{{message}}',
    'image-fault/there': '镜像头有误（{{what}}）。',
    'image-fault/backing': '后端文件 {{name}} 的镜像头有误：{{message}}',
    'unreadable/entry': '无法读取：{{reason}}。',
    'unreadable/backing': '后端文件 {{name}} 无法读取：{{reason}}。',
    'text-fault': '文本无法解析：{{message}}',
    'text-fault/option':
      'Nova 拒绝 {{option}} 的值（ConfigFileValueError），读到它时会停止；此处显示其默认值。',
    'symlink-leaves-root/all':
      '符号链接指向所打开的范围之外，没有跟随：{{target}}。实例依赖什么无从得知，因此没有任何基础镜像算作无人使用。',
    'symlink-leaves-root/images':
      '符号链接指向所打开的范围之外，没有跟随：{{target}}。该磁盘依赖什么无从得知，因此其主机缓存中没有任何镜像副本算作无人使用。',
    'symlink-leaves-root/blanks':
      '符号链接指向所打开的范围之外，没有跟随：{{target}}。该磁盘依赖什么无从得知，因此其主机缓存中没有任何空白的交换盘或临时盘算作无人使用。',
    'symlink-leaves-root': '符号链接指向所打开的范围之外，没有跟随：{{target}}',
    'symlink-loop': '符号链接形成循环，无法跟随：{{target}}',
    'special-file/fifo': '它是 FIFO，没有打开。',
    'special-file/socket': '它是套接字，没有打开。',
    'special-file/block': '它是块设备，没有打开。',
    'special-file/char': '它是字符设备，没有打开。',
    'special-file/unknown': '它既不是文件也不是文件夹，没有打开。',
    'unused-base/kept':
      '没有磁盘依赖此基础镜像，但按节点的选项 Nova 不删除任何基础镜像，它占用 {{allocated}}。',
    'unused-base': '没有磁盘依赖此基础镜像，且已可删除，它占用 {{allocated}}。',
    'backing-no-base/host': '后端文件 {{name}} 是主机自身的文件，而不是镜像。',
    'backing-no-base/instance':
      '后端文件 {{name}} 位于另一实例的文件夹中：虚拟机会读到那个实例的数据；那个实例变化或被删除时，它自己的磁盘也就毁了。',
    'backing-no-base/elsewhere': '后端文件 {{name}} 既不在镜像缓存中，也不在 instances_path 之下。',
    'backing-name/beside': '后端文件以相对于镜像文件夹的名称记录：{{name}}',
    'backing-name/moved':
      '后端文件 {{name}} 不在该处。{{found}} 与它同名，但 QEMU 不会到那里查找：如果只有这个文件，磁盘就无法打开。',
    'backing-name/escaping': '后端文件的名称离开了镜像所在的文件夹：{{name}}',
    'backing-name/unprintable':
      '后端文件的名称中有无法显示的字节，逐行读取的程序会看到另一个名称：{{name}}',
    'chain-too-deep/limit': '后端链超过 {{layers}} 层。',
    'chain-too-deep/nova': '后端链有 {{layers}} 层；Nova 的磁盘只有两层。',
    'overlay-smaller-than-base': '虚拟机看到 {{virtual}}，而其下的 {{name}} 有 {{below}}。',
    'base-size-differs/name': '基础镜像是 {{virtual}}，而名称表示 {{size}}。',
    'base-size-differs/image': '基础镜像是 {{virtual}}，而它来自的镜像 {{image}} 是 {{size}}。',
    'base-not-of-image': '磁盘依赖 {{name}}；镜像 {{image}} 的基础文件应为 {{expected}}。',
    'forged-header/disk.info': 'disk.info 声明此磁盘为 raw，开头却是 {{detected}} 头。',
    'forged-header/domain': '域 XML 声明此磁盘为 raw，开头却是 {{detected}} 头。',
    'forged-header/backing': '后端文件 {{name}} 声明为 raw，开头却是 {{detected}} 头。',
    'format-mismatch/domain': '域 XML 声明的格式是 {{declared}}，内容却是 {{detected}}。',
    'openstack-refuses': 'OpenStack 会拒绝它作为镜像：{{refusal}}',
    'unreadable-owners': '有 {{count}} 个条目因没有权限而无法读取，按所有者（uid:gid）：{{owners}}',
    'odd-name/control': '名称中有无法显示的字符：{{name}}',
    'odd-name/bytes': '名称中有不是 UTF-8 的字节：{{name}}',
    'world-writable': '其权限是 {{mode}}：任何人都可以写入。',
    'world-readable/leftovers':
      '有 {{count}} 个磁盘任何人都可以读取，其中 {{leftovers}} 个在残留中，例如 {{example}}。',
    'world-readable': '有 {{count}} 个磁盘任何人都可以读取，例如 {{example}}。',
    'missing-folder': 'libvirt 中有实例 {{name}}（{{uuid}}），却没有它的文件夹。',
    'missing-disk': '{{xml}} 中列出的文件 {{name}} 不存在。',
    'orphan-folder': '没有 libvirt 的域属于此文件夹，它占用 {{allocated}}，已有 {{age}}没有变化。',
    'disk-shared': '此文件同时是这些实例的磁盘：{{instances}}。',
    'disk-shared/domains': '这些实例的域 XML 都列出了磁盘 {{name}}：{{instances}}。',
    'rescue-in-progress': '实例已处于救援状态 {{age}}。',
    'leftover-resize':
      '调整规格在确认或回退之前保留的副本占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-del': '中断的删除留下了 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-part/part': '没有完成的下载占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-part/converted': '没有完成的转换占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-rescue': '已结束的救援留下的文件占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-snapshot': '快照的工作文件占用 {{allocated}}，已有 {{age}}没有变化。',
    'leftover-temporary': '临时文件占用 {{allocated}}，已有 {{age}}没有变化。',
    'file-system-nearly-full': '{{total}} 中仅剩 {{available}} 可用。',
    'growth-exceeds-free/at-least': '磁盘至少还可增长 {{growth}}，而可用空间是 {{available}}。',
    'growth-exceeds-free': '磁盘还可增长 {{growth}}，而可用空间是 {{available}}。',
    'disk-larger-than-file-system/image':
      '由此镜像创建的虚拟机看到 {{virtual}}，而实例所在的文件系统总共 {{total}}。',
    'disk-larger-than-file-system': '虚拟机看到 {{virtual}}，而文件系统总共 {{total}}。',
    'disk-larger-than-flavor': '虚拟机看到 {{virtual}}，而规格 {{flavor}} 给此磁盘 {{limit}}。',
    preallocated: '文件长度是 {{length}}，占用 {{allocated}}，虚拟大小是 {{virtual}}。',
  },
  unknownAllocated: '未知的空间',
  allocatedFrom: { tables: '由镜像自身的表得出。' },
  evidence: {
    age: '未变化时间',
    allocated: '实际占用',
    allocatedFrom: '实际占用来自',
    available: '可用',
    below: '下层大小',
    count: '数量',
    declared: '声明',
    detected: '检测到',
    entry: '表项',
    errno: '系统错误',
    example: '例如',
    expected: '应为',
    files: '文件',
    flavor: '规格',
    folder: '文件夹',
    format: '格式',
    formats: '格式',
    found: '实为',
    growth: '还可增长',
    image: '镜像',
    layers: '层数',
    leftovers: '在残留中',
    length: '文件长度',
    limit: '上限',
    line: '行',
    mask: '特性位',
    message: '错误',
    mode: '权限',
    mountPoint: '挂载点',
    name: '记录的名称',
    names: '名称',
    offset: '偏移',
    option: '选项',
    overlay: '增量盘',
    instances: '实例',
    owners: '所有者',
    protocol: '协议',
    qemu: 'qemu-img 识别为',
    ratio: '倍数',
    reaches: '会打开的主机文件',
    reason: '原因',
    refusal: '拒绝原因',
    refusals: '全部拒绝原因',
    size: '应有大小',
    target: '指向',
    total: '总计',
    tried: '查找过的位置',
    type: '类型',
    uuid: 'UUID',
    version: '版本',
    virtual: '虚拟大小',
    what: '内容',
    xml: '域 XML',
  },
  reason: reasonsZhCn,
}
