import { domainStateZhCN } from '../i18n/domain-state.zh-CN.ts'
import type { Language } from '../ipc/contract.ts'
import type { DomainState } from '../nova/domain-state.ts'

/** How a domain is: `paused (migration); migration in; copy vda`. In English in libvirt's own words. */
export function stateText(state: DomainState, language?: Language): string
export function stateText(state: DomainState | undefined, language?: Language): string | undefined
export function stateText(found: DomainState | undefined, language: Language = 'en') {
  if (found === undefined) return undefined
  const { state, reason, job, blockJobs = [] } = found
  const say = (word: string) => (language === 'en' ? word : (domainStateZhCN.get(word) ?? word))
  const how = reason === undefined ? say(state) : bracketed(say(state), say(reason), language)
  const jobs = job === undefined ? [] : [say(job)]
  const parts = [how, ...jobs, ...blockJobs.map((one) => jobText(one, say))]
  return parts.join(language === 'en' ? '; ' : '；')
}

function bracketed(what: string, why: string, language: Language): string {
  return language === 'en' ? `${what} (${why})` : `${what}（${why}）`
}

/** `copy vda`: the disk's name is the guest's and stays. */
function jobText(job: string, say: (word: string) => string): string {
  const [kind = '', ...disk] = job.split(' ')
  return [say(kind), ...disk].join(' ')
}
