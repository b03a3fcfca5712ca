import type { ChainState } from '../../../shared/analysis/chain/chain-model.ts'
import { sentenceOf } from '../../../shared/bytes/errors.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import { english } from '../../../shared/phrases/english.ts'
import { reasonText } from '../../../shared/report/text/reason-text.ts'
import { type GivenImage, lostHint } from './lost-hint.ts'

/**
 * Why the chain of an image is not whole, in qemu's words where it has some; undefined for a whole one.
 * `given` is the real path of `--root`.
 */
export function chainComplaint(
  state: ChainState,
  image: GivenImage,
  given?: string,
): string | undefined {
  const hint = lostHint(image, state, given)
  return hint === undefined ? complaint(state) : `${complaint(state)} (${hint})`
}

function complaint(state: ChainState): string | undefined {
  switch (state.kind) {
    case 'standalone':
    case 'complete':
      return undefined
    case 'pending':
      return `backing file '${state.name}' was not read yet`
    case 'missing':
      return `could not open backing file '${state.name}': ${whyMissing(state)}`
    case 'outside':
      return `backing file '${state.name}' lies outside of the opened folders and was not opened`
    case 'refused':
      return `backing file ${refusal(state)}`
    case 'protocol':
      return `backing file '${state.name}' is named by the protocol '${state.protocol}', which is never followed`
    case 'loop':
      return `backing file '${state.name}' creates an infinite loop`
    case 'too-deep':
      return `the backing chain has more than ${state.limit} layers`
    case 'unreadable':
      return `could not open '${state.name}': ${whyUnreadable(state)}`
  }
}

function whyMissing({
  isFolder,
  tried,
}: Extract<ChainState, { readonly kind: 'missing' }>): string {
  const places = tried.join(', ')
  return isFolder === true ? `a folder is there (${places})` : `not found (tried ${places})`
}

function whyUnreadable(state: Extract<ChainState, { readonly kind: 'unreadable' }>): string {
  const { fault, imageFault } = state
  if (imageFault !== undefined) return english(sentenceOf(imageFault))
  return reasonText(fault.code, fault.errno)
}

/** What to do about a refused file, where the command has `--format`: `info` has not. */
export const READ_AS_RAW =
  'where the disk is declared raw, --format raw reads it as its guest has it'

/** Why one of the host's own files is not read for what an image shows. */
export function refusal({
  name,
  target,
}: Extract<ChainState, { readonly kind: 'refused' }>): string {
  const where = name === target ? '' : `, found at ${displayText(target)},`
  return (
    `'${displayText(name)}'${where} is one of the host's own files and is not read: a guest that could write ` +
    'the header names such a file to be given it (CVE-2024-32498, CVE-2026-24708)'
  )
}
