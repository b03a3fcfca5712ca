import { useTranslation } from 'react-i18next'
import type { ImageDetails } from '../../../../shared/formats/details.ts'
import { Section } from '../Section.tsx'
import { ContentSection } from './ContentSection.tsx'
import { Faults } from './Faults.tsx'
import { PartitionSection } from './PartitionSection.tsx'
import classes from './Structures.module.css'
import { StructureTree } from './StructureTree.tsx'
import { partName } from './structure-names.ts'
import { VolumeSection } from './VolumeSection.tsx'

/** Parts that are shown at once; the others are folded away. */
const opened: readonly string[] = ['header', 'disk']
const titled = ['header', 'extensions', 'features', 'snapshots', 'bitmaps'] as const

/** Every header structure that the reader of the image's format names, most of them folded away. */
export function Structures({ details }: { readonly details: ImageDetails }) {
  const { t } = useTranslation()
  const { summary: _summary, faults, partitions, iso, content, ...formats } = details
  const parts = Object.values(formats).flatMap((format) =>
    format === undefined ? [] : partsOf(format),
  )
  return (
    <>
      {partitions && <PartitionSection table={partitions} />}
      {iso && <VolumeSection iso={iso} />}
      {content && <ContentSection content={content} />}
      {parts.length > 0 && (
        <Section title={t('structure.title')}>
          {parts
            .filter(([, value]) => !isEmpty(value))
            .map(([name, value]) => (
              <details key={name} className={classes['part']} open={opened.includes(name)}>
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
      <Faults faults={faults} />
    </>
  )
}

/** Single values of a format are its header; what has fields of its own is a part by itself. */
function partsOf(format: object): readonly (readonly [name: string, value: unknown])[] {
  const entries = Object.entries(format)
  const parts = entries.filter(([, value]) => isPart(value))
  const single = entries.filter(([, value]) => !isPart(value) && value !== undefined)
  return single.length === 0 ? parts : [['header', Object.fromEntries(single)], ...parts]
}

function isPart(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function PartTitle({ name }: { readonly name: string }) {
  const { t } = useTranslation()
  const known = titled.find((title) => title === name)
  if (known !== undefined) return t(`structure.${known}`)
  return partName(name, t) ?? <span className="mono">{name}</span>
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0)
}
