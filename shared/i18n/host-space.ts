import type { Language } from '../ipc/contract.ts'
import { hostSpaceEn } from './host-space.en.ts'
import { hostSpaceZhCn } from './host-space.zh-CN.ts'

/** The shape of every catalogue. */
export type HostSpaceCatalogue = Translated<typeof hostSpaceEn>

type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

const catalogues = { en: hostSpaceEn, 'zh-CN': hostSpaceZhCn } as const

export function hostSpaceCatalogue(language: Language): HostSpaceCatalogue {
  return catalogues[language]
}
