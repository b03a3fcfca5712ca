import type { PushChannel, RequestAnswer, RequestArguments } from './channels.ts'
import type { PushChannels, RequestChannel } from './contract.ts'

/** Origin of the window's page; a message from any other origin is refused. */
export const APP_ORIGIN = 'app://cowscope'

/**
 * `data` of the window message that hands the page a port for `PortEvent`s. The port is
 * `event.ports[0]`; rows go over it from the scanner to the page without crossing the bridge.
 */
export const SCAN_PORT_MESSAGE = 'cowscope:scan-port'

/** What the preload exposes as `window.cowscope`: all that the page can reach. */
export interface CowscopeApi {
  /** Never rejects for a failure of the work itself: that is a `Result`. */
  request<C extends RequestChannel>(
    channel: C,
    ...args: RequestArguments<C>
  ): Promise<RequestAnswer<C>>
  /** Returns what unregisters: the bridge wraps callbacks, so their identity is lost. */
  on<C extends PushChannel>(channel: C, listener: PushChannels[C]): () => void
  /** Absolute path of a dropped `File`, `''` for one that is not on a disk. */
  pathForFile(file: object): string
  /**
   * Asks for a port of the scanner's events, which then arrives as a `SCAN_PORT_MESSAGE` message on the
   * window; again, with a new port, whenever the scanner had to be started anew. Call it once,
   * after the listener is in place and before the first `scan:start`.
   */
  connectScanner(): void
}
