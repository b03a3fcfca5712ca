import type { FileSystemStat } from '../../files/tree.ts'
import type { PlannedNode } from '../../scan/layout.ts'
import { absolutePath } from '../places/address.ts'
import { isHostSeen } from './storage.ts'

/** The file system that a host's disks grow on, or why nobody knows it. */
export type SpaceOfHost =
  | {
      readonly kind: 'known'
      readonly fileSystem: FileSystemStat
      /** The instances_path on it could not be listed: which instances and disks there are is not known. */
      readonly isUnread?: true
    }
  | { readonly kind: 'unknown'; readonly why: SpaceUnknown }

export type SpaceUnknown =
  /** Of the host only its instances_path was opened, which may be a copy: its space may be another machine's. */
  | 'no-host'
  /**
   * Only folders of instances were opened, and no instances_path: others may grow beside them, and they may be
   * copies.
   */
  | 'instances-alone'
  /**
   * libvirt has instances, or nova.conf names another place, and the instances_path is empty or not there: it is
   * not the file system that they are on.
   */
  | 'unmounted'
  /**
   * No instances_path was found, and one may be in a folder that nobody may look into: neither that nor how
   * many disks there are is known.
   */
  | 'unread'
  /** Only the XML of its domains was opened, and none of their disks: it is not the file system that they are on. */
  | 'domains-alone'
  /** The file system does not say. */
  | 'no-file-system'

/** Why the file system that was seen is not the host's. */
export type OtherSpace = Exclude<SpaceUnknown, 'no-file-system'>

/** Why what the host's disks are on was not seen at all. */
export type LackingDisks = Extract<SpaceUnknown, 'unmounted' | 'unread' | 'domains-alone'>

/**
 * Whether the disks were seen, on a file system of which nobody knows whether it is the host's: what is free
 * there is a fact of what was opened.
 */
export function mayBeCopies(
  why: SpaceUnknown | undefined,
): why is Extract<SpaceUnknown, 'no-host' | 'instances-alone'> {
  return why === 'no-host' || why === 'instances-alone'
}

export function otherSpaceOf(why: SpaceUnknown | undefined): OtherSpace | undefined {
  return why === 'no-file-system' ? undefined : why
}

/**
 * The space of a host, by which growth, what is wrong and Nova's numbers go. Of an instances_path alone
 * it is known where that is mounted by itself, or lies where Nova has it; in any other folder it may be
 * a copy. Of folders of instances alone it is never known.
 */
export function spaceOfHost(
  node: Pick<PlannedNode, 'layout' | 'fileSystem' | 'hosts'>,
  rootPath: string,
  lacking?: LackingDisks | 'instances-alone',
): SpaceOfHost {
  const isListed = lacking !== 'unread'
  if (lacking !== undefined && (isListed || node.layout.instancesPath === undefined))
    return { kind: 'unknown', why: lacking }
  if (!isItsOwn(node, rootPath)) return { kind: 'unknown', why: 'no-host' }
  const space = spaceOn(node.fileSystem)
  return space.kind === 'unknown' || isListed ? space : { ...space, isUnread: true }
}

/** Of several hosts together: on one file system, unless it may be that of none. */
export function joinSpace(
  all: readonly SpaceOfHost[],
  fileSystem: FileSystemStat | undefined,
): SpaceOfHost {
  const other = all.find((one) => one.kind === 'unknown' && otherSpaceOf(one.why) !== undefined)
  return other ?? spaceOn(fileSystem)
}

function spaceOn(fileSystem: FileSystemStat | undefined): SpaceOfHost {
  if (fileSystem === undefined) return { kind: 'unknown', why: 'no-file-system' }
  return { kind: 'known', fileSystem }
}

/** Whether nobody could see which instances the host has. */
export function isUnread(space: SpaceOfHost): boolean {
  return space.kind === 'known' ? space.isUnread === true : space.why === 'unread'
}

export function knownSpace(space: SpaceOfHost): FileSystemStat | undefined {
  return space.kind === 'known' ? space.fileSystem : undefined
}

function isItsOwn(
  { layout, fileSystem, hosts = [] }: Pick<PlannedNode, 'layout' | 'fileSystem' | 'hosts'>,
  rootPath: string,
): boolean {
  const { instancesPath, recordedInstancesPath, isInUsualPlace } = layout
  if (instancesPath === undefined || isInUsualPlace) return true
  if ([layout, ...hosts.map((host) => host.layout)].some(isHostSeen)) return true
  const at = absolutePath(rootPath, instancesPath)
  return fileSystem?.mountPoint === at || recordedInstancesPath === at
}
