import type { Catalogue } from './catalogue.ts'

/** 指向磁盘、基础镜像和实例文件夹的符号链接。 */
export const linksZhCN: Catalogue['links'] = {
  tag: '符号链接',
  title: '经由符号链接',
  disk: '磁盘的名称处是一个符号链接。与 qemu 一致，镜像中的相对名称从符号链接所在位置算起。',
  base: '此名称是镜像缓存中符号链接的名称，Nova 通过它认识这个基础镜像。文件本身在这里，空间也由它占用。',
  lies: '文件 {{path}}',
  folder: '文件夹位于别处。Nova 会经由符号链接启动实例，但不会删除链接后面的内容。',
}
