import type { PushChannels, RequestChannel, RequestChannels, Result } from './contract.ts'

export type PushChannel = keyof PushChannels
export type RequestArguments<C extends RequestChannel> = Parameters<RequestChannels[C]>
export type RequestValue<C extends RequestChannel> = ReturnType<RequestChannels[C]>
export type RequestAnswer<C extends RequestChannel> = Result<RequestValue<C>>
