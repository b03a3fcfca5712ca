import { useTranslation } from 'react-i18next'
import { showName } from '../../format/path.ts'
import classes from './StructureTree.module.css'
import { describe, type StructureField, type StructureValue } from './structure.ts'

/** Any structure of an image, named as its reader names it. */
export function StructureTree({ value }: { readonly value: unknown }) {
  const described = describe(value)
  return described === undefined ? undefined : <Value value={described} />
}

function Value({ value }: { readonly value: StructureValue }) {
  const { t } = useTranslation()
  switch (value.kind) {
    case 'text':
      return <span className="mono selectable">{showName(value.text)}</span>
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

function Fields({ fields }: { readonly fields: readonly StructureField[] }) {
  return (
    <dl className={classes['fields']}>
      {fields.map(({ name, value }) => (
        <div key={name} className={classes['field']} data-nested={value.kind !== 'text'}>
          <dt>{name}</dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
