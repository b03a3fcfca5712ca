// @vitest-environment jsdom

import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { createI18n } from '../../../../renderer/i18n/index.ts'
import { EvidenceFacts } from '../../../../renderer/views/detail/problems/ProblemNotes.tsx'
import { finding } from '../../../../shared/findings/finding.ts'
import type { Language } from '../../../../shared/ipc/contract.ts'
import { installLayout } from '../../dom.tsx'

installLayout()

test.each<[Language, string, string]>([
  ['en', 'not in that version', 'Derived from the tables of images.'],
  ['zh-CN', '该版本没有', '由镜像自身的表得出。'],
])('what a value stands for is said in words, in %s', (language, fix, from) => {
  const disk = { kind: 'disk', path: 'disk' } as const
  const problem = finding('forged-header', disk, { fix: 'lacks', allocatedFrom: 'tables' })
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={createI18n(language)}>
        <EvidenceFacts problem={problem} />
      </I18nextProvider>
    </MantineProvider>,
  )
  const values = screen.getAllByRole('definition').map(({ textContent }) => textContent)
  expect(values.toSorted()).toEqual([fix, from].toSorted())
})
