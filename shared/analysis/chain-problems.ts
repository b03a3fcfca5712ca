import type { TreePath } from '../files/tree.ts'
import { formatsAgree } from './formats.ts'
import type { Chain, ChainLayer, ChainState, Problem } from './model.ts'
import { problem } from './problem.ts'

/** What is wrong with the chain of the image at `path`: how it ends and what its layers declare. */
export function chainProblems(path: TreePath, chain: Chain): readonly Problem[] {
  const found: Problem[] = []
  const end = stateProblem(path, chain)
  if (end !== undefined) found.push(end)
  const open = unprobedProblem(path, chain)
  if (open !== undefined) found.push(open)
  for (const layer of chain.layers) {
    const declared = declaredProblem(path, layer)
    if (declared !== undefined) found.push(declared)
  }
  return found
}

function stateProblem(path: TreePath, { layers, state }: Chain): Problem | undefined {
  switch (state.kind) {
    case 'standalone':
    case 'complete':
      return undefined
    case 'missing':
      return problem('missing-backing-file', path, {
        name: state.name,
        tried: state.tried.join('\n'),
      })
    case 'outside':
      return problem('backing-outside-root', path, { name: state.name, target: state.target })
    case 'protocol':
      return problem('backing-protocol', path, { name: state.name, protocol: state.protocol })
    case 'loop':
      return problem('backing-loop', path, { name: state.name })
    case 'too-deep':
      return problem('chain-too-deep', path, { limit: state.limit })
    case 'unreadable':
      return unreadableProblem(path, layers, state)
  }
}

/** A fault of the image itself is told with the image, not once more with its chain. */
function unreadableProblem(
  path: TreePath,
  layers: readonly ChainLayer[],
  state: Extract<ChainState, { readonly kind: 'unreadable' }>,
): Problem | undefined {
  if (layers.length === 0 || (layers.length === 1 && state.imageFault !== undefined))
    return undefined
  if (state.imageFault !== undefined) {
    return problem('image-fault', path, { name: state.name, reason: state.imageFault.message })
  }
  return problem('unreadable', path, {
    name: state.name,
    reason: state.fault.code,
    errno: state.fault.errno,
  })
}

/** Declared against detected; data that hides a header behind a declared `raw` is how hosts are read. */
function declaredProblem(path: TreePath, layer: ChainLayer): Problem | undefined {
  const declared = layer.recorded?.format
  const detected = layer.image.format
  if (declared === undefined || formatsAgree(declared, detected)) return undefined
  const params = { declared, detected, source: 'backing-format', name: layer.recorded?.name ?? '' }
  const severity = declared === 'raw' ? 'high' : 'warning'
  return problem('format-mismatch', path, params, severity)
}

/** An overlay that does not say how to read its base leaves it to what a guest may have written there. */
function unprobedProblem(path: TreePath, chain: Chain): Problem | undefined {
  const top = chain.layers[0]?.image.backing
  if (top === undefined || top.name === '' || top.format !== undefined) return undefined
  return problem('backing-format-missing', path, { name: top.name })
}
