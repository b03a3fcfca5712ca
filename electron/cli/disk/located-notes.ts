import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'
import { CliError } from '../error-text.ts'
import type { Input } from '../input/inputs.ts'

/**
 * Notes on the files that are read in place of recorded names, as `--locate` asks; their words are loaded
 * only where there are some. Throws a `CliError` for a NAME that no layer records.
 */
export async function pointedAt(
  opened: OpenedDisk,
  located: LocatedFiles,
  input: Input,
): Promise<readonly string[]> {
  if (located.size === 0) return []
  const { locatedNotes, locatedParts, unusedNames } = await import('../chain/located-text.ts')
  const unused = unusedNames(located, [opened.chain])
  if (unused !== undefined) throw new CliError(unused)
  return [...locatedNotes(opened.chain, input), ...locatedParts(opened, located, input)]
}
