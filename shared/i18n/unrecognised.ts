import type { Language } from '../ipc/contract.ts'

interface Unrecognised {
  readonly title: string
  /** What would have been recognised. */
  readonly text: string
}

/** Of what holds nothing that Cowscope knows, in the window and in every report. */
export const unrecognised: Readonly<Record<Language, Unrecognised>> = {
  en: {
    title: 'Nothing of Nova, Glance or libvirt was found here, and no image.',
    text: "What is recognised: the root of a compute node or controller (by its nova.conf, glance-api.conf, instances or domain XML), an instances_path, Nova's _base, the folder of one instance, a Glance store, libvirt's folder of domain XML, and any folder of disk images.",
  },
  'zh-CN': {
    title: '这里没有找到 Nova、Glance 或 libvirt 的内容，也没有镜像。',
    text: '可以识别的有：计算节点或控制节点的根目录（根据其中的 nova.conf、glance-api.conf、实例或域 XML）、instances_path、Nova 的 _base、单个实例的文件夹、Glance 存储、libvirt 的域 XML 文件夹，以及任何存放磁盘镜像的文件夹。',
  },
}
