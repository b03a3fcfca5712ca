// @vitest-environment jsdom

import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { createI18n } from '../../../../renderer/i18n/index.ts'
import { EvidenceFacts } from '../../../../renderer/views/detail/problems/EvidenceFacts.tsx'
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

test('a path that the sentence above has named is not told again, and another one is', () => {
  const [name, target] = [
    '/var/lib/nova/instances/_base/aa',
    '/mnt/var/lib/nova/instances/_base/aa',
  ]
  const disk = { kind: 'disk', path: 'disk' } as const
  const problem = finding('missing-backing-file', disk, { name, target })
  const show = (sentence?: string) => {
    const { unmount } = render(
      <MantineProvider env="test">
        <I18nextProvider i18n={createI18n('en')}>
          <EvidenceFacts problem={problem} {...(sentence !== undefined && { sentence })} />
        </I18nextProvider>
      </MantineProvider>,
    )
    const shown = screen.getAllByRole('definition').map(({ textContent }) => textContent)
    unmount()
    return shown
  }
  expect(show(`The backing file ${name} is not there.`)).toEqual([target])
  expect(show(`The backing file ${target} is not there.`)).toEqual([name])
  expect(show()).toEqual([name, target])
})
