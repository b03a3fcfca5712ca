import { Button } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { NoProgram } from '../../components/NoProgram.tsx'
import { useCopyText } from '../../components/useCopyText.ts'
import { useRunnable } from '../../components/useRunnable.ts'
import detail from '../detail/detail.module.css'
import advice from '../detail/problems/FindingAdvice.module.css'
import { Command } from '../detail/problems/FindingAdvice.tsx'

interface CommandsProps {
  readonly label: string
  /** To read and to copy, one or all; the window runs none of them. */
  readonly lines: readonly string[]
}

export function Commands({ label, lines }: CommandsProps) {
  const { t } = useTranslation()
  const copy = useCopyText()
  const runnable = useRunnable()
  return (
    <>
      <ul className={advice['commands']} aria-label={label}>
        {lines.map((line) => (
          <li key={line}>
            <Command command={line} />
          </li>
        ))}
      </ul>
      <NoProgram commands={lines} className={detail['faint']} />
      {lines.length > 1 && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Copy size={12} />}
          onClick={() => void copy(lines.map(runnable).join('\n'))}
        >
          {t('plan.overview.copyAll')}
        </Button>
      )}
    </>
  )
}
