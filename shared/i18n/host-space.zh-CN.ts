import type { HostSpaceCatalogue } from './host-space.ts'

/** As in English; see there. */
export const hostSpaceZhCn: HostSpaceCatalogue = {
  elsewhere: {
    // A blank between Han and Latin letters.
    rbd: ' Ceph 存储池 {{name}} ',
    lvm: '卷组 {{name}} ',
    and: '和',
    virtual: '磁盘在{{where}}中，不在这里：大小未知。',
    virtualRest: '不含{{where}}中的磁盘。',
    growth: '{{where}}中的磁盘还能增长多少、那里还有多少可用空间，均未知。',
    growthRest: '不含{{where}}中的磁盘。',
    nova: 'Nova 在这里按{{where}}的可用空间计算，而它未知。',
    fileSystem: '磁盘不在此文件系统上，而在{{where}}中。',
    fileSystemRest: '{{where}}中的磁盘不在此文件系统上。',
  },
  placement: {
    noHost:
      '无法得知：只打开了某台主机的 instances_path，它可能是另一台机器上的副本。请同时打开该主机的 nova.conf 或 /etc。',
    unknownTotal: '磁盘所在存储的大小未知。',
    largest: '无论比率多大，单个实例都得不到超过 {{max}} GiB（max_unit，即主机的总量）。',
    down: 'oslo.config 不读取 nova.conf 的某个文件（见问题）：nova-compute 因此无法启动，而 nova-compute 未运行的主机，调度器不会分配任何实例。此处的数字按其他各行计算。',
    full: '没有剩余：调度器不会把需要磁盘的实例放到这台主机上。',
    unknown: '有 {{count}} 个实例的规格未知。',
    fromVolume: '未计入 {{count}} 个实例的系统盘：它们的 XML 没有写明镜像，即从卷启动。',
    untold:
      '有 {{count}} 个实例的 XML 由 2025.2 之前的 Nova 写成，看不出其规格是否设置了 resources:DISK_GB；若设置了，placement 以该值为准。',
    resizes: '有 {{count}} 个实例的规格调整尚未确认，placement 可能仍保留旧规格的用量。',
    defaults: '没有读到 Nova 的配置：预留量和比率是 Nova 的默认值，实际可能不同。',
    shut: 'Nova 的配置无法读取：预留量、比率以及剩余量都不得而知。',
    ratioOpen: '没有设置 disk_allocation_ratio：placement 保留原有的比率，可能有人在那里修改过。',
    about:
      '如果实例的规格中系统盘（从卷启动的除外）、临时盘与交换盘之和超过剩余的量，调度器就不会选择这台主机，无论磁盘实际占用多少。',
    migration:
      '不允许超分的热迁移看的是 disk_available_least，其中仍包含为主机预留的部分，检查时会减去。',
  },
}
