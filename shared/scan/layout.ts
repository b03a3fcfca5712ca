import type { FileSystemStat, TreePath } from '../files/tree.ts'
import type { GlanceConfig } from '../glance/conf.ts'
import type { GlancePlace } from '../glance/names.ts'
import type { NovaConfig } from '../nova/conf.ts'
import type { Partition } from './partition.ts'

/** What the opened folder is. `domains` is libvirt's, `folder` is any folder of images. */
export type LayoutKind = 'node' | 'instances' | 'glance' | 'domains' | 'folder'

/** Where Nova's and Glance's places are inside the opened tree. */
export interface Layout {
  readonly kind: LayoutKind
  readonly instancesPath?: TreePath
  /** `device:inode` of it: the same for hosts that have one shared folder mounted. */
  readonly instancesKey?: string
  /** A host has an empty folder there: what it has mounted on it lies elsewhere. */
  readonly emptyInstances?: true
  /** That folder, where another that was opened by itself is taken for what is mounted there. */
  readonly mountPoint?: TreePath
  readonly missingInstances?: MissingInstances
  readonly shutInstances?: ShutInstances
  /** Configuration of Nova may be there that could not be read, in a folder of a host's. */
  readonly isConfigShut?: true
  /** Names of directories in it that are no instance's: caches, where a configuration calls them so. */
  readonly folders?: readonly string[]
  /** Symlinks in it that lead to such directories, where it was planned without a configuration. */
  readonly linkedFolders?: readonly LinkedFolder[]
  /** Absolute instances_path as the node itself knows it; recorded backing names start with it. */
  readonly recordedInstancesPath?: string
  /** No configuration of Nova tells the instances_path: it is where libvirt's domains have their disks. */
  readonly isNamedByDomains?: true
  /** Of an instances_path that was opened by itself: one of its usual names leads to it on this machine. */
  readonly isInUsualPlace?: true
  /** Of a node of which only the file system was opened that it mounts there: its root was not seen. */
  readonly partition?: Partition
  /** The image cache, usually `<instances_path>/_base`; after symlinks that stay inside the root. */
  readonly basePath?: TreePath
  readonly glancePaths: readonly TreePath[]
  readonly domainPaths: readonly TreePath[]
  /** Homes that do not let anybody see whether libvirt has domains of a session there. */
  readonly shutHomes?: readonly TreePath[]
  /** What /etc/hostname says: Nova's name of the host, unless its configuration gives another. */
  readonly hostName?: string
  readonly novaConf?: TreePath
  /** That file and those read with it, in the order in which they count. */
  readonly novaFiles?: readonly TreePath[]
  /** What Nova is told to do, from that file and those read with it; of secrets it keeps nothing. */
  readonly nova?: NovaConfig
  readonly glanceConf?: TreePath
  readonly glance?: GlanceConfig
  readonly missingStores?: MissingStores
  /** What Glance keeps beside its stores. */
  readonly glanceFolders?: readonly GlanceFolder[]
  /** The file systems that the places lie on, one for each device. */
  readonly fileSystems?: readonly MountedFileSystem[]
  /** Of a node's root: what usual folders of the host take beside Nova's and Glance's. */
  readonly beside?: readonly BesideFolder[]
}

/** A folder that is in no scan, on a file system of one of the places. */
export interface BesideFolder {
  readonly path: TreePath
  readonly dev: number
  /** Bytes, without what of it is scanned. */
  readonly allocated: number
  /** Not all of it was looked at. */
  readonly atLeast?: true
}

/** An instances_path that nova.conf names and that is not here: nothing, where its name cannot be made out. */
export interface MissingInstances {
  /** As nova.conf has it. */
  readonly folder?: string
  /** The absolute path where it was looked for. */
  readonly tried?: string
}

/** An instances_path that may be there, where nobody may look. */
export interface ShutInstances {
  /** Where it may be; left out where the configuration that would name it could not be read. */
  readonly path?: TreePath
  /** The folder that lets nobody see what is in it, or that configuration. */
  readonly folder: TreePath
}

/** Stores that glance-api.conf sets and that are not here. */
export interface MissingStores {
  /** Of each the folder as it is set, and the absolute path where it was looked for; neither where it cannot be made out. */
  readonly stores: readonly { readonly folder?: string; readonly tried?: string }[]
  /** Folders of stores at usual places, which no configuration names. */
  readonly usual: readonly TreePath[]
}

export interface LinkedFolder {
  readonly name: string
  /** After symlinks. */
  readonly path: TreePath
}

export interface GlanceFolder {
  readonly place: Exclude<GlancePlace, 'store'>
  readonly path: TreePath
}

/** A file system of the node: `dev` is the `st_dev` of everything on it. */
export interface MountedFileSystem {
  readonly dev: number
  /** Where it was met: the folder of a place, or a directory inside one. */
  readonly path: TreePath
  /** Other places on the same device; left out where there are none. */
  readonly alsoAt?: readonly TreePath[]
  readonly fileSystem?: FileSystemStat
}

/** A folder, or an image named by itself, of which a plan is made. */
export interface OpenedPart {
  /** In the tree; `''` where the whole tree was opened. */
  readonly path: TreePath
  readonly kind: LayoutKind | 'image'
  readonly layout: Layout
}

/** What counts as one host: at most one instances_path, with all that was opened beside it. */
export interface PlannedNode {
  /** Of all its parts together. */
  readonly layout: Layout
  readonly fileSystem?: FileSystemStat
  readonly parts: readonly OpenedPart[]
  /** Several hosts that share the one instances_path; left out where there is one. */
  readonly hosts?: readonly SharingNode[]
}

/** One of several hosts on one instances_path: its own configuration and domains. */
export interface SharingNode {
  /** With the instances_path that it shares. */
  readonly layout: Layout
  /** Of `PlannedNode`, those that only this host has. */
  readonly parts: readonly OpenedPart[]
}

/** A folder that has another name in the tree: what is there is looked for at the other. */
export interface Alias {
  readonly at: TreePath
  readonly to: TreePath
}

/** Whether images are stored there, or it is told where they are, as in Ceph. */
export function hasStore({ glancePaths, glance }: Layout): boolean {
  return glancePaths.length > 0 || glance !== undefined
}
