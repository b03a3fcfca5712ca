import type { en } from './en.ts'

/**
 * The shape that every catalogue has: the keys of the English one. Chinese has one plural form, so
 * `_one` is left out and only `_other` is asked for.
 */
export type Catalogue = Translated<typeof en>

type Translated<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translated<T[K]>
}
