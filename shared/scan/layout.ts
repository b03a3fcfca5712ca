import type { FileSystemStat, TreePath } from '../files/tree.ts'
import type { GlanceConfig } from '../glance/conf.ts'
import type { GlancePlace } from '../glance/names.ts'
import type { NovaConfig } from '../nova/conf.ts'

/** What the opened folder is. `domains` is libvirt's, `folder` is any folder of images. */
export type LayoutKind = 'node' | 'instances' | 'glance' | 'domains' | 'folder'

/** Where Nova's and Glance's places are inside the opened tree. */
export interface Layout {
  readonly kind: LayoutKind
  readonly instancesPath?: TreePath
  /** Absolute instances_path as the node itself knows it; recorded backing names start with it. */
  readonly recordedInstancesPath?: string
  /** The image cache, usually `<instances_path>/_base`; after symlinks that stay inside the root. */
  readonly basePath?: TreePath
  readonly glancePaths: readonly TreePath[]
  readonly domainPaths: readonly TreePath[]
  /** What /etc/hostname says: Nova's name of the host, unless its configuration gives another. */
  readonly hostName?: string
  readonly novaConf?: TreePath
  /** What Nova is told to do, from that file and those read with it; of secrets it keeps nothing. */
  readonly nova?: NovaConfig
  readonly glanceConf?: TreePath
  readonly glance?: GlanceConfig
  /** What Glance keeps beside its stores. */
  readonly glanceFolders?: readonly GlanceFolder[]
  /** The file systems that the places lie on, one for each device. */
  readonly fileSystems?: readonly MountedFileSystem[]
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
}
