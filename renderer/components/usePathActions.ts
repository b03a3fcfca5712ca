import { useApi } from '../stores/context.tsx'
import type { ImageTarget } from '../stores/inspector.ts'
import { notify } from './notify.tsx'

/** Copy and reveal a path by the main process, which alone knows what is granted. */
export function usePathActions() {
  const api = useApi()
  return {
    copy: async ({ placeId, path }: ImageTarget) => {
      const answer = await api.request('path:copy', placeId, path)
      if (answer.ok) notify.done((t) => t('detail.copied'))
      else notify.failure(answer.failure)
    },
    reveal: async ({ placeId, path }: ImageTarget) => {
      const answer = await api.request('path:reveal', placeId, path)
      if (!answer.ok) notify.failure(answer.failure)
    },
  }
}
