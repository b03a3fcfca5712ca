import type { Page } from 'playwright'
import type { RequestAnswer, RequestArguments } from '../../../shared/ipc/channels.ts'
import type { RequestChannel } from '../../../shared/ipc/contract.ts'

/** Calls the bridge from inside the page, as the page itself does. */
export function request<C extends RequestChannel>(
  window: Page,
  channel: C,
  ...args: RequestArguments<C>
): Promise<RequestAnswer<C>> {
  return window.evaluate(
    ({ name, values }) => {
      const bridge = Reflect.get(globalThis, 'cowscope')
      return bridge.request(name, ...values)
    },
    { name: channel as string, values: args as readonly unknown[] as unknown[] },
  )
}
