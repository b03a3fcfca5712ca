import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../../components/notify.tsx'
import { formatCount } from '../../format/number.ts'
import { useApi } from '../../stores/context.tsx'

/** Says what another start of the app has named and could not hand to this window. */
export function useLeftOut(): void {
  const { i18n } = useTranslation()
  const api = useApi()
  useEffect(() => {
    const count = (value: number) => formatCount(value, i18n.language)
    return api.on('place:left-out', (taken, left) =>
      notify.warning((t) =>
        t('handed.tooMany', { named: count(taken + left), taken: count(taken) }),
      ),
    )
  }, [api, i18n])
}
