import { useTranslation } from 'react-i18next'
import type { ImageDetails } from '../../../shared/formats/details.ts'
import { Section } from './Section.tsx'
import classes from './Structures.module.css'
import { StructureTree } from './StructureTree.tsx'

const titled = ['header', 'extensions', 'features', 'snapshots', 'bitmaps'] as const

/** Every header structure that the reader of the image's format names, each folded away. */
export function Structures({ details }: { readonly details: ImageDetails }) {
  const { t } = useTranslation()
  const { summary: _summary, faults, ...formats } = details
  const parts = Object.values(formats).flatMap((format) =>
    format === undefined ? [] : Object.entries(format),
  )
  return (
    <>
      {parts.length > 0 && (
        <Section title={t('structure.title')}>
          {parts
            .filter(([, value]) => !isEmpty(value))
            .map(([name, value]) => (
              <details key={name} className={classes['part']} open={name === 'header'}>
                <summary>
                  <PartTitle name={name} />
                  {Array.isArray(value) && <span className={classes['count']}>{value.length}</span>}
                </summary>
                <div className={classes['content']}>
                  <StructureTree value={value} />
                </div>
              </details>
            ))}
        </Section>
      )}
      {faults.length > 0 && (
        <Section title={t('structure.faults')}>
          <ul className={classes['faults']}>
            {faults.map((fault) => (
              <li key={`${fault.what} ${fault.offset}`}>
                {t(`fault.${fault.code}`)}
                <div className="mono selectable">
                  {t('structure.faultAt', {
                    what: fault.what,
                    offset: fault.offset,
                    expected: fault.expected,
                    found: fault.found,
                  })}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function PartTitle({ name }: { readonly name: string }) {
  const { t } = useTranslation()
  const known = titled.find((title) => title === name)
  return known === undefined ? <span className="mono">{name}</span> : t(`structure.${known}`)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}
