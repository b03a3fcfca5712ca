import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Descent, DescentFile } from '../../../../shared/analysis/rows/descent-model.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Tag } from '../../../components/cells.tsx'
import { showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** Where a disk comes from: Glance image, base, disk, instance, from the first to the last. */
export function DescentLine({ descent }: { readonly descent: Descent }) {
  const { t } = useTranslation()
  const { image, base, backing, layers = [], disk, relation = 'disk', instance } = descent
  const ofLayers = layers.length > 0 ? 'top' : relation
  const what = descent.isLayer ? 'ownLayer' : ofLayers
  const { select } = useView(selectViewActions)
  const isAlone = image === undefined && base === undefined && backing === undefined
  if (isAlone && layers.length === 0) return undefined
  const open = (path: TreePath) => select({ kind: 'image', path })
  return (
    <Section title={t('identity.descent.title')}>
      <ol className={classes['line']}>
        {image && (
          <Step
            title={t('identity.descent.image')}
            file={image}
            lacking={t('identity.descent.elsewhere')}
            onOpen={open}
          />
        )}
        {base && (
          <Step
            title={t('identity.descent.base')}
            file={base}
            lacking={t('identity.descent.missing')}
            note={descent.isRawTwin ? <Twin descent={descent} /> : undefined}
            onOpen={open}
          />
        )}
        {backing && <NoBaseStep file={backing} onOpen={open} />}
        {layers.map((layer) => (
          <Step key={layer.path} title={t('identity.descent.layer')} file={layer} onOpen={open} />
        ))}
        <Step title={t(`identity.descent.${what}`)} file={disk} />
        <li>
          <span className={classes['stepTitle']}>{t('identity.descent.instance')}</span>
          <button
            type="button"
            className={classes['stepName']}
            onClick={() => select({ kind: 'instance', path: instance.id })}
          >
            {showName(instance.name ?? instance.uuid)}
          </button>
        </li>
      </ol>
      <Match descent={descent} />
    </Section>
  )
}

function Twin({ descent: { image } }: { readonly descent: Descent }) {
  const { t } = useTranslation()
  if (image?.format === undefined) return undefined
  return t('identity.descent.twin', { format: formatName(image.format) })
}

interface NoBaseProps {
  readonly file: NonNullable<Descent['backing']>
  readonly onOpen: (path: TreePath) => void
}

/** What the disk stands on where that is no base. */
function NoBaseStep({ file, onOpen }: NoBaseProps) {
  const { t } = useTranslation()
  const is = t(`identity.descent.noBase.${file.is}`)
  const isLost = file.path === undefined && file.is === 'file'
  return (
    <Step
      title={t('identity.descent.backing')}
      file={file}
      lacking={isLost ? t('identity.descent.missing') : is}
      note={isLost || file.path !== undefined ? is : undefined}
      onOpen={onOpen}
    />
  )
}

interface StepProps {
  readonly title: string
  readonly file: DescentFile
  /** What is said of a file that is not here. */
  readonly lacking?: string
  readonly note?: ReactNode
  readonly onOpen?: (path: TreePath) => void
}

function Step({ title, file, lacking, note, onOpen }: StepProps) {
  const { path, allocated } = file
  const sizes = allocated === undefined ? undefined : <Sizes file={file} />
  const first = path === undefined ? lacking : sizes
  return (
    <li data-lacking={path === undefined || undefined}>
      <span className={classes['stepTitle']}>
        {title} {file.format !== undefined && <Tag>{formatName(file.format)}</Tag>}
      </span>
      {path === undefined || onOpen === undefined ? (
        <span className={`selectable ${classes['stepName']}`}>{showName(file.name)}</span>
      ) : (
        <button type="button" className={classes['stepName']} onClick={() => onOpen(path)}>
          {showName(file.name)}
        </button>
      )}
      <span className={classes['under']}>
        {first}
        {first !== undefined && note !== undefined && ' · '}
        {note}
      </span>
    </li>
  )
}

function Sizes({ file: { allocated, virtual } }: { readonly file: DescentFile }) {
  const { t } = useTranslation()
  return t('identity.descent.sizes', {
    allocated: allocated === undefined ? '–' : formatSize(allocated),
    virtual: virtual === undefined ? '–' : formatSize(virtual),
  })
}

function Match({ descent: { match, recordedImageId } }: { readonly descent: Descent }) {
  const { t } = useTranslation()
  if (match === 'unknown') return undefined
  return match === 'same' ? (
    <p className={classes['faint']}>{t('identity.descent.same')}</p>
  ) : (
    <p className={classes['note']} data-severity="warning">
      {t('identity.descent.different', { id: recordedImageId ?? '–' })}
    </p>
  )
}
