import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureText } from '../../components/FailureText.tsx'
import { usePlaces } from '../../stores/context.tsx'
import { selectOpenFailures, selectPlacesActions } from '../../stores/places.ts'

/** What could not be opened, each with its own sentence; shown on whatever screen is open. */
export function OpenFailures() {
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
      mb="md"
    >
      {failures.map((failure) => (
        <div key={`${failure.code} ${failure.path ?? ''}`}>
          <FailureText failure={failure} />
        </div>
      ))}
    </Alert>
  )
}
