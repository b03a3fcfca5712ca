import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { createBasesOfImage, imageOfBase } from '../../../../shared/analysis/rows/bases-of-image.ts'
import type { BaseRow, ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { showName } from '../../../format/path.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { Dependants } from '../dependants/Dependants.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** From an image in a store down: the base files that were made from it, and what stands on each. */
export function BasesOfImage({ image }: { readonly image: ImageRow }) {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  const basesOf = useMemo(() => view && createBasesOfImage(view), [view])
  const bases = basesOf?.(image) ?? []
  if (bases.length === 0) return undefined
  return (
    <>
      <OtherLine title={t('images.bases', { count: bases.length })} names={bases} />
      {bases.map((base) => (
        <Dependants key={base.id} base={base} />
      ))}
    </>
  )
}

/** From a base up: the image in the store that it was made from. */
export function ImageOfBase({ base }: { readonly base: BaseRow }) {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  const image = view && imageOfBase(base, view)
  return image && <OtherLine title={t('identity.descent.image')} names={[image]} />
}

interface OtherLineProps {
  readonly title: string
  readonly names: readonly { readonly id: TreePath; readonly name: string }[]
}

/** Other images of the node, to go to. */
function OtherLine({ title, names }: OtherLineProps) {
  const { select } = useView(selectViewActions)
  return (
    <Section title={title}>
      {names.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={classes['row']}
          title={showName(id)}
          onClick={() => select({ kind: 'image', path: id })}
        >
          <span className={classes['rowName']}>{showName(name)}</span>
        </button>
      ))}
    </Section>
  )
}
