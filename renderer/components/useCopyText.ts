import { useApi } from '../stores/context.tsx'
import { notify } from './notify.tsx'

/** Copies a line by the main process: the page itself has no permission to. */
export function useCopyText(): (text: string) => Promise<void> {
  const api = useApi()
  return async (text) => {
    const answer = await api.request('text:copy', text)
    if (answer.ok) notify.done((t) => t('problems.copied'))
    else notify.failure(answer.failure)
  }
}
