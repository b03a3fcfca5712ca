import type { contentFindingsEn } from './content-findings.en.ts'
import type { FindingCatalogue } from './findings.ts'

/** Of a disk of which nobody can tell what it stands on. */
const LOST_HEADER =
  '磁盘的镜像头丢失时，不要删除任何基础镜像：它的大部分数据可能在其中一个里。如果虚拟机仍在运行，不要停止它，请从内部或用 virsh blockcopy 保存数据：QEMU 的内存里还有镜像头。否则请在副本上操作，使用备份的镜像头，或同样大小的新增量盘的镜像头；它依赖哪个基础镜像，可查看 /run/libvirt/qemu 中 XML 的 <backingStore>，或按其镜像 id 的 SHA-1 判断。'

export const contentFindingsZhCn: Pick<FindingCatalogue['code'], keyof typeof contentFindingsEn> = {
  'format-mismatch': {
    title: '格式与声明不符',
    text: '文件的内容与声明的格式不同。相信声明的程序和查看内容的程序会看到两个不同的磁盘。',
    advice: `在任何程序打开磁盘之前，请先查明哪一个是对的。不要删除 disk.info：没有它，Nova 会查看内容，而内容可由虚拟机写入。${LOST_HEADER}名称像日志或文本的镜像，要么是某人的副本，要么是虚拟机把镜像头写进了自己的日志：请查明是哪一种，并给副本起一个能说明内容的名称。`,
  },
  'external-data-file': {
    title: '镜像指定了外部数据文件',
    text: '镜像记录了存放虚拟机数据的另一个文件，无论特性位是否启用它。Nova 从不创建这样的镜像，而上传的镜像可以借此指向主机上的任意文件。',
    advice: '不要启动、转换或上传此镜像。请查明它的来源；如果是上传的，请在 Glance 中删除。',
  },
  'image-fault': {
    title: '镜像损坏或无法识别',
    text: '镜像头（或所查看的映射表中的表项）有格式不允许的内容，或文件过早结束。扫描读取镜像头、Glance 和镜像缓存中镜像的 1 MiB 映射表，并查看 qcow2 是否被截断；detect 与查看器会查看单个镜像的映射表，最多 32 MiB。',
    advice: `请与备份或其他主机上的同一镜像比较。没有磁盘依赖的基础镜像可以删除：Nova 会重新下载。${LOST_HEADER}`,
  },
  'forged-header': {
    title: 'raw 磁盘上有镜像头',
    text: '此磁盘或镜像声明为 raw，开头却是某种格式的镜像头。虚拟机可以在自己的磁盘上写入它，任何人也可以把它当作 raw 上传；猜测格式的程序会读取镜像头中所指的主机文件（CVE-2026-24708、CVE-2024-40767、CVE-2014-0134）。',
    advice:
      '如果是磁盘：只按 raw 打开（-f raw），不要使用会探测格式的工具，并保留 disk.info。Nova 早于所属系列的 30.2.2、31.2.1 或 32.1.1 时，不要调整规格、创建快照或迁移该实例。请向所有者询问磁盘上的内容。只有当实例曾被迁移、虚拟机确实按 qcow2 从此磁盘启动时（bug 2038898），才是声明有误而磁盘没有错。如果是 Glance 中的镜像：在删除或确认无害之前，不要让任何人使用；按 raw 使用时它的内容不变。',
  },
  'multiple-formats': {
    title: '文件同时是多种格式',
    text: '检查程序看到的可能是一种格式，打开它的程序看到的是另一种：检查就是这样被绕过的。',
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
    text: '文件中本应一致的部分互不相同，检查程序与读取程序可能看到两个不同的镜像。',
    advice: '在来源处重新转换之前，不要使用此镜像。',
  },
  'partition-table': {
    title: '不同程序看法不一的分区表',
    text: '引导扇区或 GPT 不符合格式的要求。OpenStack 的格式检查器会拒绝这样的镜像。',
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
    text: '镜像头不完整，或镜像头、表或 raw 磁盘的分区表所指的内容在文件末尾之后：文件被截断了，通常因为文件系统写满或复制中断。小于 1 MiB 且恰好在簇边界结束的磁盘，扫描不查看其末尾；对该镜像的检查会查看。',
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
    title: '位图正在使用，或没有关闭',
    text: 'QEMU 以可写方式打开镜像期间，会把脏位图标记为使用中。如果没有虚拟机在使用它，说明 QEMU 结束时没有保存位图，下一次增量备份将不完整。',
    advice: '实例运行时无需处理。如果已关机，请做一次完整备份并删除该位图。',
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
  'luks-iterations': {
    title: 'LUKS 密钥派生的迭代次数很多',
    text: '用口令打开它的程序都要完成全部迭代，导入它或用它启动实例的主机也不例外。头中所能要求的最多次数，每尝试一个密钥槽需要一刻钟至一个多小时。',
    advice:
      '略多于 12,000,000 次可能是较快机器的选择。若多出许多，在弄清由谁制作、为何如此之前，请勿让服务打开它。其所有者可用通常的迭代次数重新制作该卷。',
  },
  'luks-encryption': {
    title: '磁盘已加密',
    text: '其密钥由密钥管理服务（Barbican）保存，或是 libvirt 的 secret，不在实例的任何文件中：没有密钥，磁盘的副本毫无用处。',
    advice: '无需处理。以文件方式迁移或保存此磁盘之前，请确认其密钥会保留。',
  },
}
