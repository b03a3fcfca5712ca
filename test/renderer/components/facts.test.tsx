// @vitest-environment jsdom

import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { afterEach, expect, test } from 'vitest'
import { Fact, Facts } from '../../../renderer/components/Facts.tsx'
import { createI18n } from '../../../renderer/i18n/index.ts'
import { installLayout } from '../dom.tsx'

installLayout()
afterEach(cleanup)

test.each([
  ['合并后，每个磁盘一个文件', '文件'],
  ['Nova 数据库中（舍去小数）', '小数）'],
  ['Growth headroom', 'headroom'],
  ['disk_available_least', 'least'],
])('the info button of %s stays with %s, and what is before that may wrap', (name, last) => {
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={createI18n('zh-CN')}>
        <Facts>
          <Fact name={name} explain="allocated">
            1
          </Fact>
        </Facts>
      </I18nextProvider>
    </MantineProvider>,
  )
  expect(screen.getByRole('button').parentElement?.textContent).toBe(last)
  expect(screen.getByRole('term').textContent).toBe(name)
})
