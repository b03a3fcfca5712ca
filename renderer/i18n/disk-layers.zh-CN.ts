import type { Catalogue } from './catalogue.ts'

/** 实例磁盘的各层，以及按原样读取的磁盘。 */
export const diskLayersZhCn: Catalogue['diskLayers'] = {
  layer: '磁盘的一层',
  short: '层',
  place: '层',
  above: '{{name}} 建立在它之上',
  layers: '建立在此文件夹的这些文件之上：',
  readRaw:
    '该磁盘声明为 raw，因此其字节按原样读取：大小即文件长度，不依赖任何文件。开头的 {{format}} 镜像头是虚拟机自己的数据。',
}
