import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureText } from '../../components/FailureText.tsx'
import { usePlaces } from '../../stores/context.tsx'
import { selectOpenFailures, selectPlacesActions } from '../../stores/places.ts'

/**
 * What could not be opened, each with its own sentence; shown on whatever screen is open, as a banner
 * over its whole width where it is not a part of the page.
 */
export function OpenFailures({ isBanner = false }: { readonly isBanner?: boolean }) {
  const { t } = useTranslation()
  const failures = usePlaces(selectOpenFailures)
  const { dismiss } = usePlaces(selectPlacesActions)
  if (failures.length === 0) return undefined
  return (
    <Alert
      color="red"
      title={t('failure.openTitle')}
      withCloseButton
      closeButtonLabel={t('app.close')}
      onClose={dismiss}
      radius={isBanner ? 0 : 'md'}
      mb={isBanner ? 0 : 'md'}
    >
      {failures.map((failure) => (
        <div key={`${failure.code} ${failure.path ?? ''}`}>
          <FailureText failure={failure} />
        </div>
      ))}
    </Alert>
  )
}
