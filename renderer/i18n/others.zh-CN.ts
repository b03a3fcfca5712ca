import type { othersEn } from './others.en.ts'

type Words = Readonly<
  Record<Exclude<keyof typeof othersEn, 'leftOut_one' | 'domainXml_one'>, string>
>

export const othersZhCn: Words = {
  label: '其他文件和文件夹',
  emptyTitle: '没有其他内容',
  emptyText: '找到的内容都属于某个实例，或者是基础镜像或镜像。',
  nothingTitle: '这里没有文件',
  nothingText: '所打开的文件夹及其子文件夹中没有任何文件。',
  waitText: '扫描结束后列出其他文件。',
  leftOut_other: '另有 {{count, number}} 个较小的条目（共 {{size}}）未列出。',
  domainXml_other: '另有 {{count, number}} 个域的 XML（共 {{size}}）归于各自的实例。',
  listed: '共 {{total}} 个，列出 {{listed}} 个',
  unknown: '未知',
  image: '{{format}} 镜像，虚拟大小 {{size}}。不属于任何实例或存储。',
  imageLabel: '{{format}} 镜像',
  unreadLabel: '无法读取',
  unread: '未知，因为无法读取。{{why}}',
}
