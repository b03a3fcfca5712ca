import { Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSettings, useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import { ShortcutSheet } from './ShortcutSheet.tsx'

export function Dialogs() {
  const { t } = useTranslation()
  const dialog = useView(({ dialog }) => dialog)
  const version = useSettings(({ version }) => version)
  const { openDialog } = useView(selectViewActions)
  const close = () => openDialog(undefined)
  const closeButtonProps = { 'aria-label': t('app.close') }
  return (
    <>
      <Modal
        opened={dialog === 'shortcuts'}
        onClose={close}
        title={t('shortcuts.title')}
        size="lg"
        closeButtonProps={closeButtonProps}
      >
        <ShortcutSheet />
      </Modal>
      <Modal
        opened={dialog === 'about'}
        onClose={close}
        title={t('app.aboutTitle')}
        closeButtonProps={closeButtonProps}
      >
        <Text c="dimmed" mb="xs">
          {t('app.version', { version })}
        </Text>
        <p>{t('app.aboutText')}</p>
        <p>{t('app.readOnlyHint')}</p>
      </Modal>
    </>
  )
}
