import { resolveNamedChain } from '../../../shared/analysis/chain/chain.ts'
import type { Chain } from '../../../shared/analysis/chain/chain-model.ts'
import { withDataElsewhere } from '../../../shared/analysis/chain/data-elsewhere.ts'
import { filesNotHere } from '../../../shared/analysis/chain/files-not-here.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import type { ImageSummary } from '../../../shared/formats/types.ts'
import { namesExtents } from '../../../shared/formats/vmdk/extent-name.ts'
import { cutText } from '../../../shared/values/cut-text.ts'
import { createChainHost } from '../../files/chain-host.ts'
import { type GivenRoot, grantsOf } from '../../files/named-image.ts'
import type { Input } from '../input/inputs.ts'

/**
 * Why `qemu-img check` would not open an image, where a check needs none of it: its key, and files that are not
 * here or end the chain; or that nobody looked at what it stands on, as that lies elsewhere. Undefined where nothing lacks.
 */
export function notChecked(
  summary: ImageSummary,
  input: Input,
  root: GivenRoot | undefined,
): string | undefined {
  const chain = chainOf(input, root)
  const lacking = [
    ...(summary.encryption === undefined
      ? []
      : ['its content is encrypted, and no key was asked for']),
    // The extents of a VMDK are checked, and told where they lack.
    ...(namesExtents(summary) ? [] : absent(chain)),
    ...unsound(chain),
  ]
  if (lacking.length > 0) return `${OWN}; qemu-img check would not open it: ${lacking.join('; ')}`
  const name = notLookedAt(chain)
  return name === undefined ? undefined : `${OWN}; ${quoted(name)} below was not looked at`
}

const OWN = 'only its own tables were checked'

/** An image may record a name of a MiB. */
function quoted(name: string): string {
  return `'${displayText(cutText(name))}'`
}

function absent(chain: Chain): readonly string[] {
  return filesNotHere(chain).map((name) => `${quoted(name)}${whose(chain, name)} is not here`)
}

/** What ends a chain whose files are here. */
function unsound({ state }: Chain): readonly string[] {
  if (state.kind === 'loop') return [`below ${quoted(state.name)} its chain goes in a circle`]
  return state.kind === 'unreadable' ? [`${quoted(state.name)} cannot be read`] : []
}

/** The layer that names it, where that is not the image itself. */
function whose({ layers, state }: Chain, name: string): string {
  const last = layers.length > 1 ? layers.at(-1) : undefined
  if (last === undefined || state.kind !== 'missing' || state.name !== name) return ''
  return `, which ${displayText(baseNameOf(last.displayPath))} names,`
}

function notLookedAt({ state }: Chain): string | undefined {
  const isElsewhere =
    state.kind === 'outside' || state.kind === 'refused' || state.kind === 'protocol'
  return isElsewhere ? state.name : undefined
}

function chainOf(input: Input, root: GivenRoot | undefined): Chain {
  const { named, path, grants } = grantsOf(input, root)
  const host = createChainHost(grants)
  return withDataElsewhere(resolveNamedChain({ named, path }, host), host)
}
