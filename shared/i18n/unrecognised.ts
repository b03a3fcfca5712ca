import type { NodeView } from '../analysis/model.ts'
import type { Language } from '../ipc/contract.ts'

interface Unrecognised {
  readonly title: string
  /** What would have been recognised, or what to open instead. */
  readonly text: string
}

/** Of what holds nothing that Cowscope knows, in the window and in every report. */
export function unrecognised({ kind }: Pick<NodeView, 'kind'>, language: Language): Unrecognised {
  return (kind === 'node' ? root : anything)[language]
}

const anything: Readonly<Record<Language, Unrecognised>> = {
  en: {
    title: 'Nothing of Nova, Glance or libvirt was found here, and no image.',
    text: "What is recognised: the root of a compute node or controller (by its nova.conf, glance-api.conf, instances or domain XML), an instances_path, Nova's _base, the folder of one instance, a Glance store, libvirt's folder of domain XML, and any folder of disk images.",
  },
  'zh-CN': {
    title: '这里没有找到 Nova、Glance 或 libvirt 的内容，也没有镜像。',
    text: '可以识别的有：计算节点或控制节点的根目录（根据其中的 nova.conf、glance-api.conf、实例或域 XML）、instances_path、Nova 的 _base、单个实例的文件夹、Glance 存储、libvirt 的域 XML 文件夹，以及任何存放磁盘镜像的文件夹。',
  },
}

/** The root of a machine is not walked: only the places of Nova, Glance and libvirt were looked at. */
const root: Readonly<Record<Language, Unrecognised>> = {
  en: {
    title:
      'This looks like the root of a machine, and nothing of Nova, Glance or libvirt is in its usual places.',
    text: 'The rest of such a root is not read, so it may hold images all the same. Open the folder that they are in, or an image itself; where Nova has its instances elsewhere, open that folder.',
  },
  'zh-CN': {
    title: '这看起来是一台机器的根目录，常用位置中没有 Nova、Glance 或 libvirt 的内容。',
    text: '这样的根目录中其余内容不会读取，因此仍可能存有镜像。请打开镜像所在的文件夹或镜像文件本身；如果 Nova 的实例存放在别处，请打开那个文件夹。',
  },
}
