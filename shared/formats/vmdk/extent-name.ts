import type { VmdkExtent } from './types.ts'

/** Extents that are looked for; a disk of 2 TiB has as many in pieces of 2 GiB. */
export const MAX_EXTENT_FILES = 1024
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

/** The files beside a descriptor that its extents name, each once. */
export function extentNames(extents: readonly VmdkExtent[]): readonly string[] {
  const names = new Set<string>()
  for (const { name } of extents) {
    if (name !== undefined && isPlainName(name)) names.add(name)
    if (names.size === MAX_EXTENT_FILES) break
  }
  return [...names]
}
