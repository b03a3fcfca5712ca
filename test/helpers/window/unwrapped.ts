import type { Result } from '../../../shared/ipc/contract.ts'
import type { Place } from '../../../shared/ipc/places.ts'
import { request } from './bridge.ts'
import { stubOpenDialog } from './dialogs.ts'
import type { RunningApp } from './electron-app.ts'

/** What was answered; a failure fails the test. */
export function unwrapped<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}

/** Opens a folder as somebody does who chooses it in the dialog. */
export async function chosenFolder({ app, window }: RunningApp, path: string): Promise<Place> {
  await stubOpenDialog(app, path)
  const place = unwrapped(await request(window, 'place:choose-folder'))
  if (place === undefined) throw new Error('the dialog was closed')
  return place
}
