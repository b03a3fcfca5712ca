import { resolveNamedChain } from '../../../shared/analysis/chain/chain.ts'
import { withDataElsewhere } from '../../../shared/analysis/chain/data-elsewhere.ts'
import { filesNotHere } from '../../../shared/analysis/chain/files-not-here.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import type { ImageSummary } from '../../../shared/formats/types.ts'
import { createChainHost } from '../../files/chain-host.ts'
import { type GivenRoot, grantsOf } from '../../files/named-image.ts'
import type { Input } from '../input/inputs.ts'

/**
 * For what `qemu-img check` would not open an image, where a check needs none of it: its key, and files that
 * are not here. Of what lies outside of the granted folders nothing is known. Undefined where nothing lacks.
 */
export function notChecked(
  { encryption, extents }: ImageSummary,
  input: Input,
  root: GivenRoot | undefined,
): string | undefined {
  const lacking = [
    ...(encryption === undefined ? [] : ['its content is encrypted, and no key was asked for']),
    // The extents of a VMDK are checked, and told where they lack.
    ...(extents === undefined ? absentNames(input, root) : []).map(
      (name) => `'${displayText(name)}' is not here`,
    ),
  ]
  if (lacking.length === 0) return undefined
  return `its own tables alone were checked, for which qemu-img check would not open it: ${lacking.join('; ')}`
}

function absentNames(input: Input, root: GivenRoot | undefined): readonly string[] {
  const { named, path, grants } = grantsOf(input, root)
  const host = createChainHost(grants)
  return filesNotHere(withDataElsewhere(resolveNamedChain({ named, path }, host), host))
}
