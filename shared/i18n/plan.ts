import type { Language } from '../ipc/contract.ts'
import { planEn } from './plan.en.ts'
import { planZhCn } from './plan.zh-CN.ts'

/** The shape of every catalogue. */
export type PlanCatalogue = Translated<typeof planEn>

type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

const catalogues: Readonly<Record<Language, PlanCatalogue>> = { en: planEn, 'zh-CN': planZhCn }

export function planCatalogue(language: Language): PlanCatalogue {
  return catalogues[language]
}
