import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { createBasesOfImage } from '../../../../shared/analysis/rows/bases-of-image.ts'
import type { BaseRow, ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { isLive } from '../../../../shared/nova/names.ts'
import { showName } from '../../../format/path.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** From an image in a store down: the base files that were made from it, and the instances on each. */
export function BasesOfImage({ image }: { readonly image: ImageRow }) {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  const basesOf = useMemo(() => view && createBasesOfImage(view), [view])
  const bases = basesOf?.(image) ?? []
  if (bases.length === 0) return undefined
  return (
    <Section title={t('images.bases', { count: bases.length })}>
      {bases.map((base) => (
        <BaseOfImage key={base.id} base={base} />
      ))}
    </Section>
  )
}

function BaseOfImage({ base }: { readonly base: BaseRow }) {
  const { t } = useTranslation()
  const { showInstancesOn } = useView(selectViewActions)
  const { dependants, isUsersAtLeast = false } = base
  const count = dependants.instances.filter(isLive).length
  const instances = t('accounting.usedBy.instances', { count })
  return (
    <>
      <ToImage image={base} note={`${isUsersAtLeast ? '≥ ' : ''}${instances}`} />
      {dependants.instances.length > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={() => showInstancesOn(base.id)}>
          {t('bases.showInstances')}
        </Button>
      )}
    </>
  )
}

interface ToImageProps {
  readonly image: BaseRow | ImageRow
  readonly note?: string
}

/** Another image of the node, to go to. */
function ToImage({ image: { id, name }, note }: ToImageProps) {
  const { select } = useView(selectViewActions)
  return (
    <button
      type="button"
      className={classes['row']}
      title={showName(id)}
      onClick={() => select({ kind: 'image', path: id })}
    >
      <span className={classes['rowName']}>{showName(name)}</span>
      {note !== undefined && <span className={classes['rowSize']}>{note}</span>}
    </button>
  )
}
