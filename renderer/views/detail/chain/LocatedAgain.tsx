import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { showName } from '../../../format/path.ts'
import type { Locating } from './LocatedNote.tsx'

interface LocatedAgainProps {
  /** As it is recorded: what a file was chosen for. */
  readonly name: string
  readonly locating: Locating
}

/** What can be done with a file that was pointed at: choose another, or take it back. */
export function LocatedAgain({ name, locating }: LocatedAgainProps) {
  const { t } = useTranslation()
  const shown = { name: showName(name) }
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        title={t('located.againHint', shown)}
        onClick={() => locating.locate(name)}
      >
        {t('located.again')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        title={t('located.undoHint', shown)}
        onClick={() => locating.forget(name)}
      >
        {t('located.undo')}
      </Button>
    </>
  )
}
