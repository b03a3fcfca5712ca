import type { TFunction } from 'i18next'
import { structureNamesEn } from '../../../i18n/structure-names.en.ts'

const { parts, fields, values } = structureNamesEn

/** What a part of an image is called; undefined where only its reader has a name for it. */
export function partName(name: string, t: TFunction): string | undefined {
  return isKey(parts, name) ? t(`structureNames.parts.${name}`) : undefined
}

export function fieldName(name: string, t: TFunction): string | undefined {
  return isKey(fields, name) ? t(`structureNames.fields.${name}`) : undefined
}

/** A value that is one word of a closed set; words of a file's own are never taken for one. */
export function valueWord(name: string, value: string, t: TFunction): string | undefined {
  const word = WORD_FIELDS.includes(name) && isKey(values, value) ? value : undefined
  return word === undefined ? undefined : t(`structureNames.values.${word}`)
}

const WORD_FIELDS: readonly string[] = ['diskType', 'imageType', 'state', 'sizeFrom']

/** Fields that count seconds since 1970. */
export function isTime(name: string): boolean {
  return name === 'createdAt' || name === 'changedAt' || name === 'mtime'
}

function isKey<T extends object>(names: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(names, name)
}
