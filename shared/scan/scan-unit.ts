import type { TreePath } from '../files/tree.ts'
import type { GlancePlace } from '../glance/names.ts'
import type { InstanceDirName } from '../nova/names.ts'

/**
 * `snapshots`: one folder of Nova's in a snapshots_directory that lies elsewhere. `domain-snapshots`:
 * what libvirt knows of its guests' snapshots and checkpoints. `domain-saves`: the memory of those that
 * it saved. `session-domains`: guests of somebody's own session, none of which is Nova's. `storage-pools`:
 * its pools, of whose volumes they may have some.
 */
export type UnitKind =
  | 'base'
  | 'glance'
  | 'domains'
  | 'session-domains'
  | 'domain-snapshots'
  | 'domain-saves'
  | 'storage-pools'
  | 'snapshots'
  | 'instance'
  | 'top'
  | 'folder'

/** A part of a scan that one worker does alone and that can be given up alone. */
export interface ScanUnit {
  readonly kind: UnitKind
  readonly path: TreePath
  /** For `instance`: what the folder's name says. */
  readonly instance?: InstanceDirName
  /** For an instance's folder that lies elsewhere: the symlink among the instances that leads to it. */
  readonly linkedAt?: TreePath
  /** For `glance`: which of its folders this is, where it is not a store. */
  readonly place?: Exclude<GlancePlace, 'store'>
  /** For `glance`: no configuration names it, and neither does its own name: it is no proof of an upload. */
  readonly isGuessed?: true
  /** Only what lies directly in the folder; each directory in it is a unit of its own. */
  readonly shallow?: true
  /** For `folder`: images of the host's own beside its instances, where libvirt goes through symlinks. */
  readonly ofHost?: true
  /** The place's file system makes `st_blocks` up. */
  readonly untrustedBlocks?: true
  /** Then: to the host itself they are the same. */
  readonly blocksAlike?: true
  /** Directories somewhere below that are units of their own. */
  readonly skip?: readonly TreePath[]
}
