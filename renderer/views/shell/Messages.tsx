import { Notifications } from '@mantine/notifications'
import classes from './Messages.module.css'

/** Messages below everything else: one that lies over a table hides rows and the selection's bar. */
export function Messages() {
  const { messages = '', message = '' } = classes
  return (
    <Notifications
      position="bottom-left"
      limit={4}
      containerWidth={640}
      withinPortal={false}
      classNames={{ root: messages, notification: message }}
    />
  )
}
