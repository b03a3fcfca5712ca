import { VisuallyHidden } from '@mantine/core'
import {
  createNotificationsStore,
  type NotificationData,
  notifications,
  notificationsStore,
} from '@mantine/notifications'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/ipc/contract.ts'
import { showName } from '../format/path.ts'

/** Long enough for a path or a few sentences; it stands still while the pointer is on the message. */
const LONG_MS = 20_000

/** Found when they are drawn: a message that stands there follows the language. */
type Words = (t: TFunction) => string

function Said({ words }: { readonly words: Words }) {
  const { t } = useTranslation()
  return <>{words(t)}</>
}

const shape = {
  withBorder: true,
  closeButtonProps: {
    children: (
      <VisuallyHidden>
        <Said words={(t) => t('app.close')} />
      </VisuallyHidden>
    ),
  },
} as const

/** The newest message is seen at once: where there is no room for it, the oldest makes some. */
function show(message: NotificationData): void {
  const { notifications: shown, limit } = notificationsStore.getState()
  const [oldest] = shown
  if (shown.length >= limit && oldest?.id !== undefined) notifications.hide(oldest.id)
  notifications.show({ ...shape, ...message })
}

/** What was done as it was asked: it is gone after four seconds, and nothing makes room for it. */
export const doneStore = createNotificationsStore()

/** Short messages, those below the tables and those that only say that something was done. */
export const notify = {
  info: (words: Words, title?: Words) =>
    show({
      message: <Said words={words} />,
      ...(title !== undefined && { title: <Said words={title} /> }),
    }),
  /** In place of what was done before it. */
  done: (words: Words) => {
    notifications.clean(doneStore)
    notifications.show({ ...shape, message: <Said words={words} />, color: 'green' }, doneStore)
  },
  /** Something was done in part, which nothing else in the window tells: it stays until it is closed. */
  warning: (words: Words) =>
    show({ message: <Said words={words} />, color: 'yellow', autoClose: false }),
  failure: (failure: Failure, title: Words = (t) => t('failure.title')) =>
    show({
      title: <Said words={title} />,
      message: <Said words={(t) => failureText(failure, t)} />,
      color: 'red',
      autoClose: LONG_MS,
    }),
} as const

function failureText({ code, path = '' }: Failure, t: TFunction): string {
  return [t(`failure.${code}`), showName(path)].filter(Boolean).join('\n')
}
