import type { adviceStepsEn } from './advice-steps.en.ts'

type Steps<T> = { readonly [K in keyof T]: { readonly [S in keyof T[K]]: string } }

const located =
  '在此之前，如果该文件的副本在别处，可以通过副本读取和导出磁盘：在窗口中用“指定位置…”，在命令行中用 --locate。'

const lastFolder = {
  keep: '不要删除其中任何内容：只要 libvirt 仍有这个域，它就可能是该实例数据的唯一副本。',
  ask: '请向 Nova 查询该实例的状态和所在主机。',
}
const lastOfDomain = {
  ...lastFolder,
  confirm: '处于 VERIFY_RESIZE 时，请确认或回退调整规格：Nova 随后会移动或删除此文件夹。',
  back: '如果实例应在本主机上，请把文件夹移回以 UUID 为名的位置（mv -n -T），然后启动实例。',
  undefine:
    '如果 Nova 已删除该实例，或它在另一台主机上且没有调整规格在等待，请取消定义该域（virsh undefine），然后重新扫描。',
}
const lastOfDeletion = {
  ...lastFolder,
  back: '如果实例应在本主机上，请把文件夹移回以 UUID 为名的位置（mv -n -T），然后启动实例。',
  undefine:
    '如果 Nova 已删除该实例，或它在另一台主机上，请取消定义该域（virsh undefine），然后重新扫描。',
}
const lastUnseen = {
  ...lastFolder,
  look: '请把同名符号链接所指向的位置与这里一起打开，或者让扫描进行到底。',
}
const lastOfGuest = {
  ...lastFolder,
  back: '如果实例应在本主机上，请把文件夹移回以 UUID 为名的位置（mv -n -T）：其间虚拟机仍保持文件打开。',
  stray:
    '如果 Nova 中它在另一台主机上，或根本没有它，请先查明它的虚拟机为何在这里运行，再停止任何东西。',
}

/** Simplified Chinese of `adviceStepsEn`. */
export const adviceStepsZhCn: Steps<typeof adviceStepsEn> = {
  'missing-backing-file/stored': {
    reboot: '在实例所在的主机上硬重启该实例：Nova 会重新下载镜像，并由它生成基础镜像。',
    look: '然后查看磁盘所记录的名称下是否已有该文件。',
    located,
  },
  'missing-backing-file/known': {
    ask: '查询 Glance 中是否仍有镜像 {{image}}。',
    reboot: '如果有，在实例所在的主机上硬重启该实例：Nova 会重新下载镜像，并由它生成基础镜像。',
    restore: '如果没有，请从其他主机或备份以相同名称恢复该文件。',
    located,
  },
  'missing-backing-file/another': {
    wait: '请勿硬重启或启动该实例：Nova 会把镜像 {{image}} 的基础镜像放到这个名称之下，虚拟机便会写入两个镜像的混合物。',
    restore: '请在共享此存储的主机上寻找该文件，并从其他主机或备份以相同名称恢复。',
    located,
  },
  'missing-backing-file/folder': {
    look: '请查看该文件夹中有什么，以及是谁创建的。',
    restore: '把它移开，并从其他主机或备份以相同名称恢复该文件。',
    located,
  },
  'instance-repeated/running': {
    ask: '请向 Nova 查询该实例所在的主机。',
    stop: '在其他各台主机上立即用 virsh destroy 结束该虚拟机，不要动它的文件：那正是这个实例的文件。',
    check: '然后停止该实例，检查其磁盘以及磁盘中的文件系统：两个虚拟机都写入过它们。',
  },
  'leftover-resize/domain': lastOfDomain,
  'leftover-resize/running': lastOfGuest,
  'leftover-resize/unseen': lastUnseen,
  'leftover-del/domain': lastOfDeletion,
  'leftover-del/running': lastOfGuest,
  'leftover-del/unseen': lastUnseen,
}
