import type { Catalogue } from './catalogue.ts'

/** placement 的 DISK_GB。 */
export const placementZhCN: Catalogue['placement'] = {
  title: 'placement 的 DISK_GB',
  total: '总量',
  reserved: '预留',
  ratio: '分配比率',
  capacity: '容量',
  used: '按规格已用',
  lessUsed: '− 按规格已用',
  left: '可供新实例使用',
  largest: '单个实例最多',
}
