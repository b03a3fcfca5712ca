import {
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  type WebContents,
} from 'electron'
import { APP_ORIGIN } from '../../shared/ipc/api.ts'
import type {
  PushChannel,
  RequestAnswer,
  RequestArguments,
  RequestValue,
} from '../../shared/ipc/channels.ts'
import type { PushChannels, RequestChannel } from '../../shared/ipc/contract.ts'
import { argumentSchemas, describeIssues } from '../../shared/ipc/validators.ts'
import {
  CONNECT_SCANNER,
  GAVE_PATH,
  PUSH_PREFIX,
  REQUEST_PREFIX,
  SCAN_PORT,
} from '../../shared/ipc/wire.ts'
import { toFailure } from '../failure.ts'

export type RequestHandler<C extends RequestChannel> = (
  ...args: RequestArguments<C>
) => RequestValue<C> | Promise<RequestValue<C>>

export type RequestHandlers = { readonly [C in RequestChannel]: RequestHandler<C> }

const trustedContents = new Set<number>()

/** Lets the page of one of the app's own windows be heard until the window is gone. */
export function trustContents(contents: WebContents): void {
  const { id } = contents
  trustedContents.add(id)
  contents.once('destroyed', () => trustedContents.delete(id))
}

/** Own window, main frame, own origin: all three, or it is a stranger. */
function isTrusted(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return (
    frame !== null &&
    trustedContents.has(event.sender.id) &&
    frame.parent === null &&
    frame.origin === APP_ORIGIN
  )
}

/**
 * Answers a request channel. A stranger's call is rejected, so that it cannot be mistaken for an
 * answer; bad arguments and whatever `handler` throws become the failure of a `Result`, since only
 * the message of a thrown error would cross.
 */
export function handle<C extends RequestChannel>(channel: C, handler: RequestHandler<C>): void {
  ipcMain.handle(REQUEST_PREFIX + channel, (event, ...args: readonly unknown[]) => {
    if (!isTrusted(event)) throw new Error('refused: the sender is not the window of this app')
    return answer(channel, handler, args)
  })
}

/** Answers every channel of the contract. */
export function handleAll(handlers: RequestHandlers): void {
  const handleOne = <C extends RequestChannel>(channel: C) => handle(channel, handlers[channel])
  for (const channel of Object.keys(handlers)) handleOne(channel as RequestChannel)
}

async function answer<C extends RequestChannel>(
  channel: C,
  handler: RequestHandler<C>,
  args: readonly unknown[],
): Promise<RequestAnswer<C>> {
  const checked = argumentSchemas[channel].safeParse(args)
  if (!checked.success) {
    const message = `${channel}: ${describeIssues(checked.error)}`
    return { ok: false, failure: { code: 'invalid', message } }
  }
  try {
    // The schemas are typed per channel, which TypeScript cannot follow through the index.
    return { ok: true, value: await handler(...(checked.data as RequestArguments<C>)) }
  } catch (error) {
    return { ok: false, failure: toFailure(error) }
  }
}

/** Tells the page of a window. */
export function push<C extends PushChannel>(
  contents: WebContents,
  channel: C,
  ...args: Parameters<PushChannels[C]>
): void {
  if (!contents.isDestroyed()) contents.send(PUSH_PREFIX + channel, ...args)
}

/** Calls `listener` when a page asks for its port of scan events. */
export function onConnectScanner(listener: (contents: WebContents) => void): void {
  ipcMain.on(CONNECT_SCANNER, (event) => {
    if (isTrusted(event)) listener(event.sender)
  })
}

/** Calls `listener` with the path of each file that the user gave the page by dropping it. */
export function onPathGiven(listener: (path: string) => void): void {
  ipcMain.on(GAVE_PATH, (event, path: unknown) => {
    if (isTrusted(event) && typeof path === 'string') listener(path)
  })
}

/** Gives the page one end of a new channel for scan events and returns the other end. */
export function openScanPort(contents: WebContents): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain()
  contents.postMessage(SCAN_PORT, undefined, [port1])
  return port2
}
