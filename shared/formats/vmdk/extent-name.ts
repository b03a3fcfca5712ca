import type { ImageSummary } from '../types.ts'
import type { VmdkDescriptor, VmdkExtent } from './types.ts'

/**
 * Extents of one disk that are open at once, each with its tables; a disk of 2 TiB has as many in pieces
 * of 2 GiB. qemu ends there too where a process may have the usual 1,024 files open [tried].
 */
export const MAX_EXTENT_FILES = 1024
/** Those that are looked at one after the other: a disk of 62 TiB, the largest of VMware's, has 31,744. */
export const MAX_EXTENTS_SEEN = 32_768
/** Linux' `NAME_MAX`: no file has a longer name. */
const MAX_NAME = 255

/**
 * Whether an extent's name is one of a file beside the descriptor. Every other name (absolute, with a
 * folder, `..`, a Windows path, a drive) is shown and never looked for: it could be any file of the
 * host (CVE-2022-47951).
 */
export function isPlainName(name: string): boolean {
  return (
    name.length <= MAX_NAME &&
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    !/[/\\:\0]/.test(name)
  )
}

/** Names elsewhere that are kept; a disk that was moved away from its parts has a few. */
const MAX_ELSEWHERE = 64
/** Linux' `PATH_MAX`, with its zero: no longer name can be opened. */
const MAX_PATH = 4095

/** The files that a descriptor's extents name, each once. */
export interface ExtentNames {
  /** Beside it. */
  readonly beside: readonly string[]
  readonly elsewhere: readonly string[]
  /** There are more than these. */
  readonly hasMore: boolean
}

export function extentNames({ extents, extentsDropped = 0 }: VmdkDescriptor): ExtentNames {
  const names = extents.flatMap(({ name }) => name ?? [])
  const beside = new Set(names.filter(isPlainName))
  const elsewhere = namesElsewhere(extents)
  return {
    beside: [...beside].slice(0, MAX_EXTENT_FILES),
    elsewhere: [...elsewhere].slice(0, MAX_ELSEWHERE),
    hasMore: extentsDropped > 0 || beside.size > MAX_EXTENT_FILES || elsewhere.size > MAX_ELSEWHERE,
  }
}

/** What extents name that is never looked for, each once; what no file can be called is left out. */
export function namesElsewhere(extents: readonly VmdkExtent[]): ReadonlySet<string> {
  const names = extents.flatMap(({ name }) => name ?? [])
  const isElsewhere = (name: string) => name !== '' && name.length <= MAX_PATH && !isPlainName(name)
  return new Set(names.filter(isElsewhere))
}

/** Whether an image is a VMDK descriptor whose data is in other files, wherever these lie. */
export function namesExtents({ extents, extentsElsewhere }: ImageSummary): boolean {
  return (extents ?? extentsElsewhere) !== undefined
}
