import { Notifications } from '@mantine/notifications'
import classes from './Messages.module.css'
import { useLeftOut } from './useLeftOut.ts'

/** Messages below everything else: one that lies over a table hides rows and the selection's bar. */
export function Messages() {
  const { messages = '', message = '' } = classes
  useLeftOut()
  return (
    <Notifications
      position="bottom-left"
      limit={4}
      withinPortal={false}
      classNames={{ root: messages, notification: message }}
    />
  )
}
