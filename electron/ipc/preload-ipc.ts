import { ipcRenderer, webUtils } from 'electron'
import { APP_ORIGIN, type CowscopeApi, SCAN_PORT_MESSAGE } from '../../shared/ipc/api.ts'
import {
  CONNECT_SCANNER,
  GAVE_PATH,
  PUSH_PREFIX,
  REQUEST_PREFIX,
  SCAN_PORT,
} from '../../shared/ipc/wire.ts'

/** The page's side of the contract. Event objects of Electron never reach the page. */
export const bridge: CowscopeApi = {
  request: (channel, ...args) => ipcRenderer.invoke(REQUEST_PREFIX + channel, ...args),
  on(channel, listener) {
    const forward = (_event: unknown, ...args: Parameters<typeof listener>) => {
      // The union of listeners takes the union of arguments; channel and payload come as a pair.
      ;(listener as (...values: readonly unknown[]) => void)(...args)
    }
    ipcRenderer.on(PUSH_PREFIX + channel, forward)
    return () => {
      ipcRenderer.removeListener(PUSH_PREFIX + channel, forward)
    }
  },
  pathForFile,
  connectScanner: () => ipcRenderer.send(CONNECT_SCANNER),
}

/** Hands scan ports on to the page itself: a port cannot cross the bridge, a message can carry it. */
export function forwardScanPorts(): void {
  ipcRenderer.on(SCAN_PORT, (event) => {
    window.postMessage(SCAN_PORT_MESSAGE, APP_ORIGIN, [...event.ports])
  })
}

/**
 * Main is told too: a page can make up a path, but not a `File` with one, so that what main heard
 * from here is what the user has really dropped.
 */
function pathForFile(file: object): string {
  const path = webUtils.getPathForFile(file as File)
  if (path !== '') ipcRenderer.send(GAVE_PATH, path)
  return path
}
