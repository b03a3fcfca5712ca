import { Notifications } from '@mantine/notifications'
import { doneStore } from '../../components/notify.tsx'
import classes from './Messages.module.css'
import { useLeftOut } from './useLeftOut.ts'

/**
 * Messages below everything else: one that lies over a table hides rows and the selection's bar. What only
 * says that something was done lies over the foot of the details, and moves nothing for the time that it is there.
 */
export function Messages() {
  const { messages = '', message = '', done = '' } = classes
  useLeftOut()
  return (
    <>
      <Notifications
        position="bottom-left"
        limit={4}
        withinPortal={false}
        classNames={{ root: messages, notification: message }}
      />
      <Notifications
        store={doneStore}
        position="bottom-right"
        limit={1}
        withinPortal={false}
        classNames={{ root: done, notification: message }}
      />
    </>
  )
}
