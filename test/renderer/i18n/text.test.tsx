// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { expect, test, vi } from 'vitest'
import { createI18n } from '../../../renderer/i18n/index.ts'
import { TextProvider, useText } from '../../../renderer/i18n/text.tsx'

test('a cell looks a text up once, with and without a count, and in each language anew', async () => {
  const i18n = createI18n('en')
  const lookedUp = vi.spyOn(i18n, 't')
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <I18nextProvider i18n={i18n}>
      <TextProvider>{children}</TextProvider>
    </I18nextProvider>
  )
  const { result, rerender } = renderHook(() => useText(), { wrapper })
  const words = () => {
    const { t } = result.current
    return [t('columns.name'), ...[1, 2].map((count) => t('instances.moreBases', { count }))]
  }
  const first = words()
  const asked = lookedUp.mock.calls.length
  expect(new Set(first).size).toBe(3)
  expect(words()).toEqual(first)
  expect(lookedUp).toHaveBeenCalledTimes(asked)

  await i18n.changeLanguage('zh-CN')
  rerender()
  expect(result.current.t('columns.name')).not.toBe(first[0])
})
