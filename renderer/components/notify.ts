import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/ipc/contract.ts'
import { showName } from '../format/path.ts'

/** Long enough for a path or a few sentences; it stands still while the pointer is on the message. */
const LONG_MS = 20_000

/** Short messages below the tables. */
export function useNotify() {
  const { t } = useTranslation()
  const closeButtonProps = { 'aria-label': t('app.close') }
  return {
    info: (message: string, title?: string) =>
      notifications.show({
        message,
        ...(title !== undefined && { title }),
        withBorder: true,
        closeButtonProps,
      }),
    /** Something was done in part. */
    warning: (message: string) =>
      notifications.show({
        message,
        color: 'yellow',
        autoClose: LONG_MS,
        withBorder: true,
        closeButtonProps,
      }),
    failure: (failure: Failure, title: string = t('failure.title')) =>
      notifications.show({
        title,
        message: [t(`failure.${failure.code}`), showName(failure.path ?? '')]
          .filter(Boolean)
          .join('\n'),
        color: 'red',
        withBorder: true,
        autoClose: LONG_MS,
        closeButtonProps,
      }),
  }
}
