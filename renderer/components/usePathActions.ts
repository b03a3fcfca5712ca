import { useTranslation } from 'react-i18next'
import { useApi } from '../stores/context.tsx'
import type { ImageTarget } from '../stores/inspector.ts'
import { useNotify } from './notify.ts'

/** Copy and reveal a path by the main process, which alone knows what is granted. */
export function usePathActions() {
  const { t } = useTranslation()
  const api = useApi()
  const notify = useNotify()
  return {
    copy: async ({ placeId, path }: ImageTarget) => {
      const answer = await api.request('path:copy', placeId, path)
      if (answer.ok) notify.info(t('detail.copied'))
      else notify.failure(answer.failure)
    },
    reveal: async ({ placeId, path }: ImageTarget) => {
      const answer = await api.request('path:reveal', placeId, path)
      if (!answer.ok) notify.failure(answer.failure)
    },
  }
}
