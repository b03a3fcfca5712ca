import type { Chain } from './chain-model.ts'

/**
 * Files that an image needs and that were looked for in vain, as they are recorded: of its chain, and those with
 * its data, which may also lie where nobody may look.
 */
export function filesNotHere({ layers, state }: Chain): readonly string[] {
  const below = state.kind === 'missing' ? [state.name] : []
  return [...below, ...(layers[0]?.elsewhere?.absentNames ?? [])]
}
