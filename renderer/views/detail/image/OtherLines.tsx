import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { diskAt, instanceOf } from '../../node/node-index.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import { LinkedFrom } from '../chain/LinkedFrom.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** Whose an image is, and by which other names it is known. */
export function OtherLines({ path }: { readonly path: TreePath }) {
  const { t } = useTranslation()
  const { select } = useView(selectViewActions)
  const index = useNodeIndex()
  const owned = diskAt(path, index)
  const owner = owned?.row ?? instanceOf(path, index)
  const linkedAt = owned?.disk.linkedAt
  const firstName = index.images.get(path)?.hardLinkOf
  return (
    <>
      {owner && (
        <OtherLine
          title={t('instances.kind.instance')}
          name={owner.name ?? owner.uuid}
          onClick={() => select({ kind: 'instance', path: owner.id })}
        />
      )}
      {linkedAt !== undefined && <LinkedFrom what="disk" path={linkedAt} />}
      {firstName !== undefined && (
        <OtherLine
          title={t('images.otherName')}
          name={firstName}
          onClick={() => select({ kind: 'image', path: firstName })}
        />
      )}
    </>
  )
}

interface OtherLineProps {
  readonly title: string
  readonly name: string
  readonly onClick: () => void
}

/** Something else of the node, to go to. */
function OtherLine({ title, name, onClick }: OtherLineProps) {
  return (
    <Section title={title}>
      <button type="button" className={classes['row']} onClick={onClick}>
        <span className={classes['rowName']}>{showName(name)}</span>
      </button>
    </Section>
  )
}
