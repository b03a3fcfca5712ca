import { displayText } from '../../../shared/bytes/text.ts'
import { NO_DESCRIPTOR } from '../../../shared/formats/vmdk/extent-alone.ts'
import { withoutSecrets } from '../../../shared/secrets/without-secrets.ts'
import type { AbsentExtents, DiskGap } from '../../files/opened-disk.ts'
import { chainComplaint, READ_AS_RAW, refusal } from '../chain/chain-text.ts'
import { lostHint } from '../chain/lost-hint.ts'
import type { Input } from '../input/inputs.ts'

/** What a disk lacks of its chain, and what would bring it. `givenRoot` is the real path of `--root`. */
export function gapText(gap: DiskGap, input: Input, givenRoot: string | undefined): string {
  switch (gap.kind) {
    case 'backing': {
      const complaint = chainComplaint(gap.state, input, givenRoot) ?? 'its chain is not whole'
      return gap.state.kind === 'refused' ? `${complaint}; ${READ_AS_RAW}` : complaint
    }
    case 'part':
      return `${gap.path} has ${NO_DESCRIPTOR}`
    case 'layer':
      return `${gap.path} cannot be read: ${gap.reason}`
    case 'extent':
      return gap.count === 1
        ? `the extent ${namesOf(gap)} of ${gap.path} is not here, or outside of what was opened`
        : `the extents ${namesOf(gap)} of ${gap.path} are not here, or outside of what was opened`
    case 'extent-elsewhere':
      return gap.count === 1
        ? `the extent ${namesOf(gap)} of ${gap.path} is not a file beside it, and is never opened`
        : `the extents ${namesOf(gap)} of ${gap.path} are not files beside it, and are never opened`
    case 'identity':
      return `${gap.below} is not what ${gap.path} was made on: it has the id ${gap.found}, not ${gap.expected}`
    case 'format':
      return `${gap.below} is recorded as ${displayText(gap.expected)} in ${gap.path}, and its content is ${gap.found}: QEMU does not open it`
    case 'data-file': {
      const { state } = gap
      if (state.kind === 'refused') {
        return `the external data file ${refusal(state)}; ${READ_AS_RAW}`
      }
      const why = state.kind === 'standalone' ? 'no name is recorded' : state.kind
      const hint = lostHint(input, state, givenRoot)
      const where = hint === undefined ? '' : `: ${hint}`
      return `the external data file of ${gap.path} is not here (${why})${where}`
    }
  }
}

function namesOf({ names, count }: AbsentExtents): string {
  const more = count > names.length ? ` and ${count - names.length} more` : ''
  return `${names.map((name) => `'${displayText(withoutSecrets(name))}'`).join(', ')}${more}`
}
