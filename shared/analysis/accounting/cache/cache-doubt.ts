import type { TreePath } from '../../../files/tree.ts'
import type { DoubtAbout } from './doubt-about.ts'

/**
 * Why nobody can tell what a file stands on.
 *
 * - unreadable: it, or what is in it, could not be read.
 * - configuration: the same of what tells where the bases are, and when Nova removes them.
 * - link: it is a symlink that was not followed, out of what was opened or among the host's own images.
 * - below: it names a file that is there and could not be read, and what that one stands on nobody knows.
 * - hidden: its header, or one below it, does not say in a way that can be followed.
 * - header: its domain has it as raw, and its header names files that are there.
 */
export interface CacheDoubt {
  readonly path: TreePath
  readonly reason: 'unreadable' | 'configuration' | 'link' | 'below' | 'hidden' | 'header'
  readonly about: DoubtAbout
  /** Of `about` named: what those files are called. */
  readonly names?: readonly string[]
  /**
   * No domain and no instance has it, and nothing of Nova's is called so; or it is its domain's raw disk, and
   * its header alone tells of more. It leaves bases open, and nothing else.
   */
  readonly isLoose?: true
  /** What the rescue of an instance ends with, in its folder: the XML of the instance as it was before. */
  readonly isOfRescue?: true
  /** libvirt's name of the domain that it tells of. */
  readonly domain?: string
  /**
   * That domain, where the XML that defines it was read: beside the domain's own files it leaves bases open,
   * and nothing else.
   */
  readonly owner?: DoubtOwner
}

/** The one domain that something unread is about. */
export interface DoubtOwner {
  readonly uuid: string
  readonly libvirtName: string
}

/** Of XML that could not be understood: it may name any file. */
export function notUnderstood(path: TreePath): CacheDoubt {
  return { path, reason: 'hidden', about: 'all' }
}
