import { useTranslation } from 'react-i18next'
import { showName } from '../../../format/path.ts'
import { formatTimeExact } from '../../../format/time.ts'
import classes from './StructureTree.module.css'
import { describe, type StructureField, type StructureValue } from './structure.ts'
import { fieldName, isTime, valueWord } from './structure-names.ts'

/** Any structure of an image, named as its reader names it. */
export function StructureTree({ value }: { readonly value: unknown }) {
  const described = describe(value)
  return described === undefined ? undefined : <Value value={described} />
}

interface ValueProps {
  readonly value: StructureValue
  /** Of the field that has the value. */
  readonly name?: string
}

function Value({ value, name = '' }: ValueProps) {
  const { t } = useTranslation()
  switch (value.kind) {
    case 'text':
      return <Text name={name} text={value.text} />
    case 'flag':
      return <span>{t(value.set ? 'structure.yes' : 'structure.no')}</span>
    case 'fields':
      return <Fields fields={value.fields} />
    case 'list':
      if (value.items.length === 0) return <span>{t('structure.none')}</span>
      return (
        <ol className={classes['list']}>
          {value.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: structures have their order as identity
            <li key={index}>
              <Value value={item} />
            </li>
          ))}
        </ol>
      )
  }
}

function Text({ name, text }: { readonly name: string; readonly text: string }) {
  const { t } = useTranslation()
  const word = valueWord(name, text, t)
  if (word !== undefined) return <span>{word}</span>
  const time = isTime(name) ? formatTimeExact(Number(text) * 1000) : undefined
  return <span className="mono selectable">{time ?? showName(text)}</span>
}

function Fields({ fields }: { readonly fields: readonly StructureField[] }) {
  const { t } = useTranslation()
  return (
    <dl className={classes['fields']}>
      {fields.map(({ name, value }) => (
        <div key={name} className={classes['field']} data-nested={isNested(value)}>
          <dt>{fieldName(name, t) ?? name}</dt>
          <dd>
            <Value value={value} name={name} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function isNested({ kind }: StructureValue): boolean {
  return kind === 'fields' || kind === 'list'
}
