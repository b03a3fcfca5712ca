import { recorded } from './paths.ts'

/** A moment as Nova and cloud-init print it: UTC, `2024-05-01 12:00:00`. */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ')
}

export function novaConf(instances: string): string {
  return [
    '[DEFAULT]',
    'compute_driver = libvirt.LibvirtDriver',
    'host = compute-07',
    'state_path = /var/lib/nova',
    `instances_path = ${recorded(instances)}`,
    'default_ephemeral_format = ext4',
    '',
    '[image_cache]',
    'manager_interval = 2400',
    'remove_unused_base_images = true',
    'remove_unused_original_minimum_age_seconds = 86400',
    '',
    '[libvirt]',
    'virt_type = kvm',
    'images_type = qcow2',
    '',
  ].join('\n')
}

/** `disk.info`: the format of every disk by its absolute path (nova/virt/libvirt/imagebackend.py). */
export function diskInfo(formats: ReadonlyMap<string, string>): string {
  const paths = [...formats].map(([path, format]) => [recorded(path), format] as const)
  return JSON.stringify(Object.fromEntries(paths))
}

/** `compute_nodes`: when each host that shares the folder was last seen, in seconds. */
export function computeNodes(nowMs: number): string {
  return JSON.stringify({ 'compute-07': nowMs / 1000 - 731.25 })
}

/** Serial console of a Linux guest: a boot, then logins until `lines` are full. */
export function consoleLog(hostName: string, startMs: number, lines: number): string {
  const boot = [
    '[    0.000000] Linux version 6.1.0-18-cloud-amd64 (gcc-12, GNU ld 2.40)',
    '[    0.000000] Command line: root=PARTUUID=1 ro console=tty0 console=ttyS0,115200n8',
    '[    0.412087] virtio_blk virtio1: [vda] new disk',
    '[    0.998241] EXT4-fs (vda1): mounted filesystem with ordered data mode',
    `[    2.310554] cloud-init[318]: Cloud-init v. 22.4.2 running 'init' at ${formatTime(startMs)}`,
    '',
    `Debian GNU/Linux 12 ${hostName} ttyS0`,
    '',
  ]
  const later = Array.from({ length: Math.max(0, lines - boot.length) }, (_, line) => {
    const uptime = (9.5 + line * 61.337).toFixed(6).padStart(12)
    return `[${uptime}] systemd[1]: Started session-${line + 1}.scope - Session ${line + 1}.`
  })
  return [...boot, ...later, ''].join('\n')
}

export function metaData(uuid: string, name: string, projectId: string): string {
  return JSON.stringify({
    uuid,
    hostname: `${name}.novalocal`,
    name,
    availability_zone: 'nova',
    project_id: projectId,
    launch_index: 0,
  })
}
