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
      'nova-compute 会删除 {{original}}未被使用的基础镜像，调整过大小的在 {{resized}}后删除。每 {{interval}}检查一次。',
    keeps: 'remove_unused_base_images 已关闭：未使用的基础镜像会保留。',
    stopped: 'manager_interval 小于 0：nova-compute 不运行镜像缓存管理器，不会删除任何基础镜像。',
    folder: '文件夹',
    database_other:
      '有 {{count, number}} 个实例，文件无法说明其镜像：看似未使用的基础镜像可能是它们的。',
    hosts: '其他主机的实例可能使用其中的基础镜像：{{hosts}}。',
  },
  more_other: '再显示 {{count, number}} 个',
  unnamed_other: '另有 {{count, number}} 个未列出。',
  hosts: {
    title_other: '{{count, number}} 台主机',
    opened: '所打开的路径',
    free: '可用 {{size}}',
    least: 'disk_available_least {{size}}',
  },
}
