import { type NotificationData, notifications, notificationsStore } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/ipc/contract.ts'
import { showName } from '../format/path.ts'

/** Long enough for a path or a few sentences; it stands still while the pointer is on the message. */
const LONG_MS = 20_000

/** The newest message is seen at once: where there is no room for it, the oldest makes some. */
function show(message: NotificationData): void {
  const { notifications: shown, limit } = notificationsStore.getState()
  const [oldest] = shown
  if (shown.length >= limit && oldest?.id !== undefined) notifications.hide(oldest.id)
  notifications.show(message)
}

/** Short messages below the tables. */
export function useNotify() {
  const { t } = useTranslation()
  const closeButtonProps = { 'aria-label': t('app.close') }
  return {
    info: (message: string, title?: string) =>
      show({
        message,
        ...(title !== undefined && { title }),
        withBorder: true,
        closeButtonProps,
      }),
    /** Something was done in part. */
    warning: (message: string) =>
      show({
        message,
        color: 'yellow',
        autoClose: LONG_MS,
        withBorder: true,
        closeButtonProps,
      }),
    failure: (failure: Failure, title: string = t('failure.title')) =>
      show({
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
