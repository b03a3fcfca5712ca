import type { Catalogue } from './catalogue.ts'

/** placement 的 DISK_GB。 */
export const placementZhCN: Catalogue['placement'] = {
  title: 'placement 的 DISK_GB',
  total: '总量',
  reserved: '预留',
  ratio: '分配比率',
  capacity: '容量',
  used: '按规格已用',
  left: '可供新实例使用',
  unknownTotal: '磁盘所在存储的大小未知。',
  noHost:
    '无法得知：只打开了某台主机的 instances_path，它可能是另一台机器上的副本。请同时打开该主机的 nova.conf 或 /etc。',
  about:
    '如果实例的规格（系统盘（从云硬盘启动的除外）、临时盘和交换盘）超过剩余的量，调度器就不会选择这台主机，无论磁盘实际占用多少。不允许超配的热迁移看的是 disk_available_least，其中仍包含为主机预留的部分，检查时会减去。',
  full: '没有剩余：调度器不会把需要磁盘的实例放到这台主机上。',
  defaults: '没有读到 Nova 的配置：预留量和比率是 Nova 的默认值，实际可能不同。',
  ratioOpen: '没有设置 disk_allocation_ratio：placement 保留原有的比率，可能有人在那里修改过。',
  unknown_other: '有 {{count, number}} 个实例的规格未知。',
  untold_other:
    '有 {{count, number}} 个实例的 XML 由 2025.2 之前的 Nova 写成，看不出其规格是否设置了 resources:DISK_GB；若设置了，placement 以该值为准。',
  resizes_other: '有 {{count, number}} 个未确认的调整规格，placement 可能仍保留旧规格的用量。',
}
