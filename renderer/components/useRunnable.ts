import { useCallback } from 'react'
import { useSettings } from '../stores/context.tsx'

/** What commands call the command line, which is installed nowhere by that name: a package has the window there. */
const NAME = 'cowscope'

/** A command as it runs on this machine; by its name alone where nothing here runs it. */
export function useRunnable(): (command: string) => string {
  const program = useSettings(({ commandLine }) => commandLine) ?? NAME
  return useCallback(
    (command) => (isOurs(command) ? `${program}${command.slice(NAME.length)}` : command),
    [program],
  )
}

/** Whether the command line runs it. */
export function isOurs(command: string): boolean {
  return command.startsWith(`${NAME} `)
}
