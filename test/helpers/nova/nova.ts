import { askNova } from './nova-process.ts'

/** nova.conf options, `group.option` or `option`; images that Glance has, by id. */
export interface NovaConfigure {
  readonly do: 'configure'
  readonly instancesPath: string
  readonly options?: Readonly<Record<string, string | number | boolean>>
  readonly images: Readonly<Record<string, { readonly path: string; readonly format: string }>>
  /** 0o022 unless something else is said. */
  readonly umask?: number
}

/** Makes an instance's disks and comes to its folder and domain XML. */
export interface NovaSpawn {
  readonly do: 'spawn'
  readonly uuid: string
  readonly number: number
  readonly name: string
  readonly image: string
  readonly rootGib: number
  readonly ephemeralGib?: readonly number[]
  readonly swapMib?: number
  readonly configDrive?: boolean
  /** Id of the volume that it is booted from, in place of a disk made from its image. */
  readonly rootVolume?: string
}

/** Brings an instance that was spawned, in this process or with this domain XML, into a state that passes. */
export interface NovaState {
  readonly do: 'resize' | 'rescue' | 'liveSnapshot'
  readonly uuid: string
  readonly number: number
  readonly image: string
  readonly rootGib: number
  readonly xml?: string
}

/** Brings an instance that was spawned in this process to where it is after a move of it. */
export interface NovaMove {
  readonly do: 'liveMigrationTarget' | 'unshelve' | 'confirm' | 'shelve' | 'evacuated'
  readonly uuid: string
  readonly number: number
  readonly image: string
  readonly rootGib: number
  readonly swapMib?: number
  /** Of an instance that is unshelved: the image that it had before. */
  readonly original?: string
}

/** One pass of the image cache manager; what the database would say is given. */
export interface NovaCachePass {
  readonly do: 'cachePass'
  readonly instances: readonly string[]
  readonly images?: readonly string[]
  readonly swap?: readonly string[]
  readonly ephemeral?: readonly string[]
}

/** What Nova says of the disks of a domain. */
export interface NovaDiskInfo {
  readonly do: 'diskInfo'
  readonly xml: string
}

/** What Nova reports of a host that has these domains, by their XML. */
export interface NovaHostDisk {
  readonly do: 'hostDisk'
  readonly domains: readonly string[]
  /** Devices that are volumes, e.g. `/dev/vdb`, by the instances that the database knows. */
  readonly volumes?: Readonly<Record<string, readonly string[]>>
}

/** Whether Nova's pass over these domains fails, and at what. */
export interface NovaHostFailure extends Omit<NovaHostDisk, 'do'> {
  readonly do: 'hostFailure'
}

/** An instance as Nova's database has it. */
export interface KnownInstance {
  readonly uuid: string
  readonly number: number
  readonly image?: string
  readonly kernel?: string
  readonly ramdisk?: string
  readonly swapMib?: number
  readonly ephemeralGib?: readonly number[]
  /** `vm_state`, e.g. `resized`. */
  readonly state?: string
  /** The host it is on; this one, unless something else is said. */
  readonly host?: string
}

/** A pass of the image cache manager over these instances. */
export interface NovaManageCache {
  readonly do: 'manageCache'
  /** Of all hosts that share the instances_path: Nova asks its database for those too. */
  readonly instances: readonly KnownInstance[]
}

/** An item of `get_instance_disk_info`. */
export interface DiskInfo {
  readonly type: string
  readonly path: string
  readonly virt_disk_size: number
  readonly backing_file: string | null
  readonly disk_size: number
  readonly over_committed_disk_size: number
}

export interface HostDisk {
  readonly free: number
  readonly overCommitted: number
  readonly availableLeastGib: number
}

export interface ManagedCache {
  readonly active: readonly string[]
  /** `LEVEL message`. */
  readonly log: readonly string[]
  readonly left: readonly string[]
  /** Bytes that `get_disk_usage` finds afterwards. */
  readonly usage: number
}

export interface Spawned {
  readonly folder: string
  readonly xml: string
}

export interface CachePass {
  readonly active: readonly string[]
  readonly removable: readonly string[]
  /** What is in the image cache after the pass. */
  readonly left: readonly string[]
}

interface AnswerOf {
  readonly configure: null
  readonly spawn: Spawned
  readonly resize: null
  readonly rescue: Pick<Spawned, 'xml'>
  readonly liveSnapshot: null
  readonly liveMigrationTarget: null
  readonly unshelve: null
  readonly confirm: null
  readonly shelve: null
  readonly evacuated: null
  readonly cachePass: CachePass
  readonly diskInfo: readonly DiskInfo[]
  readonly hostDisk: HostDisk
  readonly hostFailure: string | null
  readonly manageCache: ManagedCache
}

type NovaStep =
  | NovaConfigure
  | NovaSpawn
  | NovaState
  | NovaMove
  | NovaCachePass
  | NovaDiskInfo
  | NovaHostDisk
  | NovaHostFailure
  | NovaManageCache
type Answer<Step> = Step extends NovaStep ? AnswerOf[Step['do']] : never
type Answers<Steps extends readonly unknown[]> = { readonly [K in keyof Steps]: Answer<Steps[K]> }

/** Runs the steps by Nova's own code (python3-nova), as loaded anew. A machine without it fails. */
export function runNova<const Steps extends readonly [NovaConfigure, ...NovaStep[]]>(
  steps: Steps,
): Answers<Steps> {
  return askNova(steps) as Answers<Steps>
}
