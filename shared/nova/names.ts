/** What an entry is by its place and name. The values are stable: reports carry them. */
export type EntryRole =
  // instance folder (nova/virt/libvirt/driver.py, imagebackend.py)
  | 'disk'
  | 'disk.local'
  | 'disk.eph'
  | 'disk.swap'
  | 'disk.config'
  | 'rescue'
  | 'kernel'
  | 'ramdisk'
  | 'disk.info'
  | 'console.log'
  | 'libvirt.xml'
  | 'unrescue.xml'
  // image cache (nova/virt/libvirt/imagecache.py)
  | 'base'
  // beside the instances
  | 'lock'
  | 'snapshot'
  | 'compute_nodes'
  | 'domain.xml'
  // image store
  | 'glance-image'
  // anywhere
  | 'image'
  | 'temporary'
  | 'directory'
  | 'unknown'

/** What the name of a folder under instances_path says. */
export interface InstanceDirName {
  readonly kind: 'instance' | 'resize' | 'del' | 'legacy'
  /** The instance's UUID; for `legacy` the libvirt name `instance-0000001f`. */
  readonly id: string
}

/** What the name of a file in the image cache says (nova/virt/libvirt/imagecache.py). */
export type BaseName =
  | { readonly kind: 'original'; readonly sha1: string }
  | { readonly kind: 'resized'; readonly sha1: string; readonly gib: number }
  | { readonly kind: 'legacy-small'; readonly sha1: string }
  | { readonly kind: 'swap'; readonly mib: number }
  | { readonly kind: 'ephemeral'; readonly gib: number; readonly fileSystem: string }
  | { readonly kind: 'part'; readonly of: string }
  | { readonly kind: 'converted'; readonly of: string }
  | { readonly kind: 'info'; readonly of: string }
  | { readonly kind: 'unknown' }
