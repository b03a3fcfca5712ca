import type { Catalogue } from './catalogue.ts'

/** 共享存储上没有域的实例。 */
export const otherHostsZhCN: Catalogue['otherHosts'] = {
  tag: '此处无域；可能属于 {{hosts}}',
  maybe_other: '本主机没有域引用它；{{hosts}} 也使用此存储：它可能属于其中的主机。',
}
