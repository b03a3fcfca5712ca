import type { Vocabulary } from './terms.ts'

export const vocabularyZhCn: Vocabulary = {
  virtual: {
    name: '虚拟大小',
    text: '虚拟机看到的大小，即实例内部磁盘的容量。',
    formula: '各磁盘镜像头中记录的大小之和；raw 文件取文件长度。',
    example: '系统盘 20 GiB、交换盘 1 GiB 的实例为 21 GiB，与写入多少无关。',
  },
  clusterSize: {
    name: '簇大小',
    text: '镜像占用空间的单位：虚拟机在一个簇中写入第一个字节，就会占用整个簇。',
    formula: 'qcow2 为镜像头的 2^cluster_bits；其他格式称为 grain 或 block。',
    example: '簇为 64 KiB 时，在相距很远的 16 处各写 1 KiB，占用 1 MiB。',
  },
  length: {
    name: '文件长度',
    text: '文件结束的位置。稀疏文件的长度大于其占用。',
    formula: '文件的 st_size。',
    example: '长度 20 GiB 的 raw 基础镜像可能只占用 1.5 GiB。',
  },
  allocated: {
    name: '实际占用',
    text: '目前在此文件系统上占用的空间。由多个增量盘共用的基础镜像不计在内。',
    formula: '文件夹中每个文件的 st_blocks × 512 之和；硬链接只计一次。',
    example: '20 GiB 的新增量盘在虚拟机写入之前约占 200 KiB。',
  },
  exclusive: {
    name: '独占大小',
    text: '只有它自己占用的部分：删除它即可释放这么多。只有该实例使用的基础镜像也计在内，但仅删除文件夹不会释放它：清理计划把基础镜像留给之后的一步。',
    formula:
      '其文件的实际占用，减去别处硬链接仍保留的部分，加上只有它使用、且 Nova 不会为同一镜像（或有相同大小空白盘）的其他实例保留的基础镜像。若无法得知是否还有别处使用这样的基础镜像，或 Nova 是否为别处保留它（例如某个副本来自哪个镜像只有其数据库知道，或存储由其他主机共用），则不计入：显示 ≥。文件夹中只有某个磁盘需要的各层和数据文件，算作该磁盘自己的。',
    example: '1 GiB 的增量盘独自基于 4 GiB 的基础镜像：5 GiB；若还有第二个增量盘基于它：1 GiB。',
  },
  shared: {
    name: '共享大小',
    text: '它所依赖或硬链接、同时也被别处使用的部分。删除它不会释放这部分。',
    formula:
      '其磁盘之下、还被别处使用、由 Nova 为同一镜像（或有相同大小空白盘）的其他实例保留、或无法得知是否如此的基础镜像的实际占用。',
    example: '两个增量盘基于同一个 4 GiB 的基础镜像：各自的共享大小都是 4 GiB。',
  },
  amortised: {
    name: '分摊大小',
    text: '它应分担的部分：自己独有的全部，加上共享部分中属于一个使用者的份额。所有实例相加等于磁盘占用。',
    formula: '自身字节 + 对每个基础镜像：实际占用 ÷ 使用它的实例数。',
    example: '1 GiB 的增量盘，与另外三个共用 4 GiB 的基础镜像：1 + 4 ÷ 4 = 2 GiB。',
  },
  overcommit: {
    name: '超分量',
    text: '在目前占用之外，各磁盘还可能增长多少。',
    formula:
      '对实例的每个磁盘求 max(0, 虚拟大小 − 实际占用) 之和；同一个文件作为多个磁盘时只计一次。',
    example: '10 个 20 GiB 的磁盘各占用 5 GiB：150 GiB。若只剩 100 GiB，则不能全部写满。',
  },
  free: {
    name: '可用空间',
    text: '普通用户还能向文件系统写入多少；只留给 root 的部分不算在内。',
    formula: 'statvfs 给出的 f_bavail × f_frsize，即 df 的“可用”一列。',
    example: '共 100 GiB，已用 40 GiB，另有 5 GiB 留给 root：55 GiB。',
  },
  novaOverCommitted: {
    name: 'over_committed_disk_size',
    text: 'Nova 计入的磁盘还可能增长多少。Nova 不计某些磁盘或按别的方法计算时，它与超分量不同。',
    formula:
      '主机各个域所列磁盘之和，卷不计：qcow2 为 max(0, 虚拟大小 − 实际占用)，raw 磁盘为 虚拟大小 − 实际占用。',
    example: '一个 20 GiB、占用 5 GiB 的 qcow2，另有一个 100 GiB 的卷：15 GiB。',
  },
  availableLeast: {
    name: 'disk_available_least',
    text: 'Nova 认为所有磁盘写满之后还剩多少。不允许超分的热迁移会拒绝此值过小的主机；调度器则以 placement 的 DISK_GB 为准。它可能小于零。Nova 数据库中的值舍去小数。',
    formula:
      'instances_path 的可用字节 − over_committed_disk_size 之和，按 libvirt 驱动的算法：取主机各个域列出的磁盘，qcow2 至少为 0，raw 磁盘为 虚拟大小 − 实际占用，卷不计；缺少某个磁盘的域全部不计。若有 qemu-img 打不开的 qcow2，则没有合计：Nova 的统计会失败（InvalidDiskInfo）。若只打开了 instances_path，且它位于更大文件系统的某个文件夹中，则此值未知：它可能是副本，那里的可用空间不属于该主机。',
    example: '可用 100 GiB，磁盘还可能增长 130 GiB：−30 GiB。',
  },
  freed: {
    name: '删除可释放',
    text: '删除所选内容会释放多少，包括此后没有使用者的基础镜像。Cowscope 不会删除任何东西。',
    formula:
      '所选内容作为整体的独占字节；还有其他硬链接的文件不释放空间。无法得知是否还有别处需要某个基础镜像时按保留计算：显示 ≥。',
    example: '4 GiB 的基础镜像上有两个 1 GiB 的增量盘，两个都选：6 GiB；只选一个：1 GiB。',
  },
  overlayAllocated: {
    name: '增量盘合计',
    text: '直接依赖此基础镜像的增量盘共占用多少，不含基础镜像本身：即它们独占部分之和。',
    formula: '这些增量盘的 st_blocks × 512 之和，有多个名称的文件只计一次。',
    example: '1.5 GiB 的基础镜像上有 12 个各 2 GiB 的增量盘：24 GiB。',
  },
  perUser: {
    name: '每个使用者',
    text: '每个使用它的实例所分担的份额；调整规格或删除的残留也分担一份。',
    formula: '实际占用 ÷ 直接或间接使用它的实例和残留数。',
    example: '6 GiB 的基础镜像上有 12 个实例：每个 512 MiB。',
  },
  cacheState: {
    name: '镜像缓存',
    text: 'nova-compute 的镜像缓存管理器如何看待此文件。它查看所知的每个实例的系统盘以及其镜像的 id；没有任何东西保留的文件，达到期限后会被删除。',
    formula:
      'remove_unused_base_images 开启且年龄 ≥ remove_unused_original_minimum_age_seconds（默认 24 小时，以 nova.conf 为准；旧版本按大小制作的副本为 remove_unused_resized_minimum_age_seconds，默认 1 小时）时删除。年龄 = 扫描时间 − mtime（Nova 会更新正在使用的文件的 mtime）。没有增量盘的实例的镜像只有数据库知道。',
    example:
      '20 小时前最后使用：太新，4 小时后可删除。只被 Nova 不认识的文件夹使用：照样会被删除。',
  },
  growth: {
    name: '增长',
    text: '已承诺给各磁盘的空间是否放得下。',
    formula: '对各磁盘求 max(0, 虚拟大小 − 实际占用) 之和，与可用空间相比。',
    example: '还可能写入 150 GiB，可用 100 GiB：缺 50 GiB。',
  },
  travels: {
    name: '必须一起搬走的文件',
    text: '增量盘本身并不是完整的磁盘：迁移或保存实例时，需要其磁盘所依赖的每一个文件。',
    formula:
      '文件夹中的文件、每个磁盘直到基础镜像的后备文件、外部数据文件、域 XML、已保存的内存、其 UEFI 固件的变量和 TPM 的状态。每个文件只计其末尾之前已分配的空间：末尾之后的（preallocate_images = space）不会随复制搬走。',
    example: '1 GiB 的增量盘基于 8.5 GiB 的基础镜像：实例要能运行，必须搬走 9.5 GiB。',
  },
  flattened: {
    name: '合并后',
    text: '每个磁盘合并成一个不依赖其他文件的文件。',
    formula:
      '整个磁盘的 qcow2 会占多少，与 qemu-img measure 相同：任何一层中有数据的簇，加上各种表。',
    example: '1 GiB 的增量盘有一半覆盖了 8.5 GiB 基础镜像的数据：合并为一个文件是 9 GiB。',
  },
  usage: {
    name: '用量',
    text: '外框为虚拟大小，填充为实际占用。所有行使用同一比例，长度可以直接比较。',
    formula: '按 实际占用 ÷ 虚拟大小 排序。',
    example: '填满的条不会再增长；长而空的外框还可能占用这么多空间。',
  },
  totalAllocated: {
    name: '实际占用合计',
    text: '所扫描的全部内容，每个文件只计一次：所打开的文件夹；若为节点的根，则为其中的实例、基础镜像、镜像存储、域描述和服务配置，以及只含这些内容的上级文件夹。',
    formula:
      '所有条目（含文件夹）的 st_blocks × 512 之和；硬链接只计一次，挂载在两处的内容在两处各计一次。',
    example:
      '若其中没有重复挂载的内容，则与 “du -s --block-size=1” 对同样这些文件夹（JSON 报告中的 scan.roots）的结果相同。',
  },
}
