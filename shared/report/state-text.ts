import type { DomainState } from '../nova/domain-state.ts'

/** In libvirt's words, which are the same in every language: `paused (migration); migration in; copy vda`. */
export function stateText(state: DomainState): string
export function stateText(state: DomainState | undefined): string | undefined
export function stateText(found: DomainState | undefined): string | undefined {
  if (found === undefined) return undefined
  const { state, reason, job, blockJobs = [] } = found
  const how = reason === undefined ? state : `${state} (${reason})`
  return [how, ...(job === undefined ? [] : [job]), ...blockJobs].join('; ')
}
