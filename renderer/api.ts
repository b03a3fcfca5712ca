import { APP_ORIGIN, type CowscopeApi, SCAN_PORT_MESSAGE } from '../shared/ipc/api.ts'
import type { PortEvent, ScanEvent } from '../shared/ipc/port-events.ts'
import type { TaskEvent } from '../shared/ipc/tasks.ts'

declare global {
  interface Window {
    readonly cowscope: CowscopeApi
  }
}

/** All that the page can reach outside itself. Stores take it as an argument, so tests bring theirs. */
export interface Api extends Pick<CowscopeApi, 'request' | 'on' | 'pathForFile'> {
  /** Events of every scan, in order. Returns what unregisters. */
  onScanEvent(listener: (event: ScanEvent) => void): () => void
  /** Events of every task, in order. Returns what unregisters. */
  onTaskEvent(listener: (event: TaskEvent) => void): () => void
}

/** The only place that touches `window.cowscope` and the scanner's port. */
export function connectApi(target: Window): Api {
  const scans = new Set<(event: ScanEvent) => void>()
  const tasks = new Set<(event: TaskEvent) => void>()
  let port: MessagePort | undefined
  target.addEventListener('message', (event) => {
    const sent = scanPortOf(event, target)
    if (sent === undefined) return
    // A new port means a new scanner: what the old one still says is stale.
    port?.close()
    port = sent
    port.onmessage = ({ data }: MessageEvent<PortEvent>) => {
      if ('taskId' in data) for (const listener of tasks) listener(data)
      else for (const listener of scans) listener(data)
    }
  })
  target.cowscope.connectScanner()
  return {
    request: target.cowscope.request,
    on: target.cowscope.on,
    pathForFile: target.cowscope.pathForFile,
    onScanEvent(listener) {
      scans.add(listener)
      return () => scans.delete(listener)
    },
    onTaskEvent(listener) {
      tasks.add(listener)
      return () => tasks.delete(listener)
    },
  }
}

/** The port of a message that the preload sent; undefined for a message of anybody else. */
function scanPortOf(event: MessageEvent, target: Window): MessagePort | undefined {
  const isOwn = event.source === target && event.origin === APP_ORIGIN
  return isOwn && event.data === SCAN_PORT_MESSAGE ? event.ports[0] : undefined
}
