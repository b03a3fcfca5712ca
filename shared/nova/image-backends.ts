import type { EntryRole } from './entry-role.ts'

/** `[libvirt]images_type` (nova/conf/libvirt.py). */
export type ImagesType = 'raw' | 'flat' | 'qcow2' | 'lvm' | 'rbd' | 'ploop' | 'default'

/** The classes of nova/virt/libvirt/imagebackend.py that the types stand for. */
export type ImageBackendName = 'qcow2' | 'flat' | 'lvm' | 'rbd' | 'ploop'

/** What an image backend means for the files of a node. */
export interface ImageBackend {
  readonly name: ImageBackendName
  /** What an instance's root disk is. */
  readonly keptAs: 'file' | 'folder' | 'block-device' | 'network-image'
  /** Whether the root disk lies in the instance's folder. */
  readonly rootIsLocal: boolean
  /** Whether disks are overlays on the image cache. */
  readonly hasBacking: boolean
  /** What the image cache is for: backed by it, copied from it, or only images that cannot be cloned. */
  readonly cacheUse: 'backing' | 'copied' | 'not-cloneable'
  /** Roles of files that stay in the instance's folder; some of them only with older releases. */
  readonly localRoles: readonly EntryRole[]
}

const ALWAYS_LOCAL: readonly EntryRole[] = ['console.log', 'kernel', 'ramdisk']
const ALL_DISKS: readonly EntryRole[] = [
  'disk',
  'disk.local',
  'disk.eph',
  'disk.swap',
  'disk.config',
  'disk.info',
  'rescue',
]

const IMAGE_BACKENDS: Readonly<Record<ImageBackendName, ImageBackend>> = {
  qcow2: {
    name: 'qcow2',
    keptAs: 'file',
    rootIsLocal: true,
    hasBacking: true,
    cacheUse: 'backing',
    localRoles: [...ALL_DISKS, ...ALWAYS_LOCAL],
  },
  flat: {
    name: 'flat',
    keptAs: 'file',
    rootIsLocal: true,
    hasBacking: false,
    cacheUse: 'copied',
    localRoles: [...ALL_DISKS, ...ALWAYS_LOCAL],
  },
  lvm: {
    name: 'lvm',
    keptAs: 'block-device',
    rootIsLocal: false,
    hasBacking: false,
    cacheUse: 'copied',
    localRoles: ['disk.config', ...ALWAYS_LOCAL],
  },
  // Ephemeral and swap disks stayed files for as long as only the root disk was cloned.
  rbd: {
    name: 'rbd',
    keptAs: 'network-image',
    rootIsLocal: false,
    hasBacking: false,
    cacheUse: 'not-cloneable',
    localRoles: ['disk.eph', 'disk.swap', 'disk.config', 'disk.info', ...ALWAYS_LOCAL],
  },
  ploop: {
    name: 'ploop',
    keptAs: 'folder',
    rootIsLocal: true,
    hasBacking: false,
    cacheUse: 'copied',
    localRoles: [...ALL_DISKS, 'ploop.descriptor', ...ALWAYS_LOCAL],
  },
}

/** The backend that Nova uses for a type; `default` is what `use_cow_images` says. */
export function imageBackendOf(type: ImagesType, useCowImages: boolean): ImageBackend {
  switch (type) {
    case 'default':
      return IMAGE_BACKENDS[useCowImages ? 'qcow2' : 'flat']
    case 'raw':
    case 'flat':
      return IMAGE_BACKENDS.flat
    case 'qcow2':
    case 'lvm':
    case 'rbd':
    case 'ploop':
      return IMAGE_BACKENDS[type]
  }
}

const TYPES: readonly string[] = ['raw', 'flat', 'qcow2', 'lvm', 'rbd', 'ploop', 'default']

export function isImagesType(value: string | undefined): value is ImagesType {
  return value !== undefined && TYPES.includes(value)
}
