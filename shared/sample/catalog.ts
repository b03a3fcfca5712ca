/** An image of the sample's Glance store or cache. Sizes in GiB, data in clusters of 64 KiB. */
export interface SampleImage {
  readonly name: string
  readonly gib: number
  readonly dataClusters: number
}

/** Images whose base files stand in the cache, each with instances on it. */
export const USED_IMAGES = {
  ubuntu: { name: 'ubuntu-22.04-server', gib: 3, dataClusters: 120 },
  debian: { name: 'debian-12-generic', gib: 2, dataClusters: 90 },
  rocky: { name: 'rocky-9-generic', gib: 10, dataClusters: 100 },
  windows: { name: 'windows-server-2022', gib: 20, dataClusters: 150 },
  alpine: { name: 'alpine-3.19-cloud', gib: 1, dataClusters: 20 },
} as const satisfies Record<string, SampleImage>

/** Instances stand on it, but its base file is gone; Glance still has it. */
export const MISSING_IMAGE: SampleImage = { name: 'centos-7-generic', gib: 8, dataClusters: 40 }
/** Cached, but nothing stands on it and Glance has deleted it. */
export const UNUSED_IMAGE: SampleImage = { name: 'fedora-38-cloud', gib: 5, dataClusters: 90 }
/** Its download into the cache died half way. */
export const PARTIAL_IMAGE: SampleImage = { name: 'opensuse-15.5', gib: 4, dataClusters: 60 }

export type ImageKey = keyof typeof USED_IMAGES | 'missing'

export interface Flavor {
  readonly name: string
  readonly vcpus: number
  readonly memoryMib: number
  readonly diskGib: number
  /** With an ephemeral disk of 20 GiB. */
  readonly ephemeral?: boolean
  /** With a swap disk of 512 MiB. */
  readonly swap?: boolean
}

const FLAVORS = {
  tiny: { name: 'c1.tiny', vcpus: 1, memoryMib: 1024, diskGib: 10 },
  small: { name: 'm1.small', vcpus: 1, memoryMib: 2048, diskGib: 20 },
  medium: { name: 'm1.medium', vcpus: 2, memoryMib: 4096, diskGib: 40 },
  cache: { name: 'r1.cache', vcpus: 2, memoryMib: 16384, diskGib: 20, swap: true },
  worker: {
    name: 'e1.large',
    vcpus: 4,
    memoryMib: 8192,
    diskGib: 80,
    ephemeral: true,
    swap: true,
  },
  windows: { name: 'w1.large', vcpus: 4, memoryMib: 16384, diskGib: 100 },
  database: { name: 'd1.xlarge', vcpus: 8, memoryMib: 32768, diskGib: 120, ephemeral: true },
} as const satisfies Record<string, Flavor>

/** How the root disk is kept: an overlay, a flat copy, or a flat disk that lies about itself. */
export type Backend = 'qcow2' | 'raw' | 'forged'

/** Instances of one kind; names are `<name>-01` and so on. */
export interface Group {
  readonly name: string
  readonly count: number
  readonly image: ImageKey
  readonly flavor: Flavor
  readonly project: string
  readonly backend: Backend
  readonly configDrive?: boolean
  /** Made before Nova 21, which is the first to record the backing format. */
  readonly old?: boolean
}

const SHOP = '0f3d6c1e5b7a4d0f9c8e2a61b4d7f350'
const BUILD = '6a9e04c2d8b14f73a5e0c7192b3d8f64'
const OFFICE = 'c4b81f7e2d3a46509e6f8a1c5d02b7e9'

export const PROJECT_NAMES: Readonly<Record<string, string>> = {
  [SHOP]: 'shop',
  [BUILD]: 'build',
  [OFFICE]: 'office',
}

/** The 40 instances of the sample, group by group. */
export const GROUPS: readonly Group[] = [
  group('web', 7, 'ubuntu', FLAVORS.medium, SHOP, { configDrive: true }),
  group('api', 5, 'debian', FLAVORS.small, SHOP, { configDrive: true }),
  group('db', 2, 'rocky', FLAVORS.database, SHOP, {}),
  group('warehouse', 2, 'rocky', FLAVORS.database, SHOP, { old: true }),
  group('cache', 3, 'debian', FLAVORS.cache, SHOP, {}),
  group('worker', 8, 'ubuntu', FLAVORS.worker, BUILD, {}),
  group('ci-runner', 4, 'debian', FLAVORS.small, BUILD, {}),
  group('office', 3, 'windows', FLAVORS.windows, OFFICE, { configDrive: true }),
  group('bastion', 1, 'alpine', FLAVORS.tiny, OFFICE, {}),
  group('monitor', 1, 'alpine', FLAVORS.tiny, OFFICE, {}),
  group('erp', 2, 'missing', FLAVORS.medium, OFFICE, { old: true }),
  group('appliance', 1, 'debian', FLAVORS.small, OFFICE, { backend: 'raw' }),
  group('tenant-upload', 1, 'debian', FLAVORS.small, BUILD, { backend: 'forged' }),
]

function group(
  name: string,
  count: number,
  image: ImageKey,
  flavor: Flavor,
  project: string,
  more: Partial<Pick<Group, 'backend' | 'configDrive' | 'old'>>,
): Group {
  return { name, count, image, flavor, project, backend: 'qcow2', ...more }
}
