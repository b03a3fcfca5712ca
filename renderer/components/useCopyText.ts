import { useTranslation } from 'react-i18next'
import { useApi } from '../stores/context.tsx'
import { useNotify } from './notify.ts'

/** Copies a line by the main process: the page itself has no permission to. */
export function useCopyText(): (text: string) => Promise<void> {
  const { t } = useTranslation()
  const api = useApi()
  const notify = useNotify()
  return async (text) => {
    const answer = await api.request('text:copy', text)
    if (answer.ok) notify.info(t('problems.copied'))
    else notify.failure(answer.failure)
  }
}
