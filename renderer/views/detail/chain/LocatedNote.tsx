import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type {
  LocatedDoubt,
  LocatedLayer,
} from '../../../../shared/analysis/chain/located-doubts.ts'
import type { PartDoubt } from '../../../../shared/analysis/chain/part-doubts.ts'
import { formatAlike } from '../../../../shared/report/size.ts'
import { showName } from '../../../format/path.ts'
import classes from './ChainStrip.module.css'
import { LocatedAgain } from './LocatedAgain.tsx'
import { LocatedDoubts } from './LocatedDoubts.tsx'

/** Takes the file for a recorded name from the user, and takes it back. */
export interface Locating {
  readonly locate: (name: string) => void
  readonly forget: (name: string) => void
}

interface LocatedNoteProps {
  /** Absent where nobody pointed at the layer. */
  readonly layer: LocatedLayer | undefined
  readonly locating: Locating | undefined
}

/** Of a file that the user pointed at: what speaks against it, and how to choose again. */
export function LocatedNote({ layer, locating }: LocatedNoteProps) {
  const { t } = useTranslation()
  if (layer === undefined) return undefined
  const { name, doubts } = layer
  return (
    <div className={classes['located']}>
      <LocatedDoubts
        told={doubts.map((doubt) => t(`located.doubt.${doubt.kind}`, wordsOf(doubt)))}
      />
      {locating && (
        <Group gap="xs" className={classes['locate'] ?? ''}>
          <LocatedAgain name={name} locating={locating} />
        </Group>
      )}
    </div>
  )
}

/** The two values of a doubt as they are shown. */
export function wordsOf({ recorded, found }: LocatedDoubt | PartDoubt) {
  if (typeof recorded === 'string' || typeof found === 'string')
    return { recorded: showName(String(recorded)), found: showName(String(found)) }
  const format = formatAlike([recorded, found])
  return { recorded: format(recorded), found: format(found) }
}
