import type { Language } from '../ipc/contract.ts'
import { findingFactsEn } from './finding-facts.en.ts'
import { findingFactsZhCn } from './finding-facts.zh-CN.ts'
import type { FindingCatalogue } from './findings.ts'

/** The shape of both catalogues. */
export type FindingFacts = { readonly [Key in keyof typeof findingFactsEn]: string }

const catalogues: Readonly<Record<Language, FindingFacts>> = {
  en: findingFactsEn,
  'zh-CN': findingFactsZhCn,
}

/** What is told of a finding in a line of a table, by the key of its sentence. */
export function findingFact(
  key: keyof FindingCatalogue['sentence'] | undefined,
  language: Language,
): string | undefined {
  const facts: Partial<Record<keyof FindingCatalogue['sentence'], string>> = catalogues[language]
  return key === undefined ? undefined : facts[key]
}
