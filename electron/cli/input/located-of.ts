import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'

/**
 * The files that `--locate` names; `root` is the real path of `--root`. What looks for them is loaded only
 * where there are some. Throws as `locatedFiles` does.
 */
export async function locatedOf(
  { locate }: { readonly locate?: readonly string[] },
  root: string | undefined,
): Promise<LocatedFiles> {
  if (locate === undefined) return new Map()
  const { locatedFiles } = await import('./located-files.ts')
  return locatedFiles(locate, root)
}
