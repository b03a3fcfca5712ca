// @vitest-environment jsdom

import { MantineProvider } from '@mantine/core'
import { act, render, screen } from '@testing-library/react'
import { createInstance } from 'i18next'
import type { ReactNode } from 'react'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { expect, test } from 'vitest'
import { en } from '../../../renderer/i18n/en.ts'
import { TextProvider } from '../../../renderer/i18n/text.tsx'
import { createStores } from '../../../renderer/stores/app.ts'
import { StoresProvider } from '../../../renderer/stores/context.tsx'
import { HomeScreen } from '../../../renderer/views/home/HomeScreen.tsx'
import { NodeScreen } from '../../../renderer/views/node-screen/NodeScreen.tsx'
import { instance, nodeView, problem } from '../data.ts'
import { installLayout } from '../dom.tsx'
import { fakeApi, manualFrames } from '../fake-api.ts'

installLayout()

type Texts = { readonly [key: string]: string | Texts }

/** Every text 40 % longer and in brackets, with its placeholders left alone. */
function pseudo(texts: Texts): Texts {
  const entries = Object.entries(texts).map(([key, text]) => [
    key,
    typeof text === 'string'
      ? `⟦${text}${'·'.repeat(Math.ceil(text.length * 0.4))}⟧`
      : pseudo(text),
  ])
  return Object.fromEntries(entries)
}

function renderPseudo(children: ReactNode) {
  const i18n = createInstance()
  i18n.use(initReactI18next)
  void i18n.init({
    lng: 'en',
    resources: { en: { translation: pseudo(en) } },
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  const api = fakeApi()
  const stores = createStores(api, 1280, manualFrames().schedule)
  const view = render(
    <StoresProvider value={{ api, stores }}>
      <MantineProvider env="test">
        <I18nextProvider i18n={i18n}>
          <TextProvider>{children}</TextProvider>
        </I18nextProvider>
      </MantineProvider>
    </StoresProvider>,
  )
  return { stores, view }
}

/** Texts with letters of their own that are in no bracket: sentences that no catalogue holds. */
function bareTexts(root: HTMLElement): readonly string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const bare: string[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent ?? ''
    const isData = node.parentElement?.closest('kbd,.mono,style') !== null
    if (/[A-Za-z]{3}/.test(text) && !text.includes('⟦') && !isData) bare.push(text)
  }
  return bare
}

test('the start page says nothing that is not in the catalogue', () => {
  const { view } = renderPseudo(<HomeScreen />)
  expect(bareTexts(view.container)).toEqual([])
})

test('a node shows catalogue texts, names and numbers, nothing else', () => {
  const row = instance(1, { findings: [problem('unreadable', 'warning', 'x')] })
  const { stores, view } = renderPseudo(<NodeScreen />)
  act(() =>
    stores.scan.setState({ status: 'done', rows: [row], view: nodeView([row]), scanId: 's' }),
  )
  screen.getByText(/⟦Over-commit·*⟧/)
  const names = ['web-1', row.uuid]
  const sizes = /^[\d.]+ (?:B|KiB|MiB|GiB|TiB)$/
  const rest = bareTexts(view.container).filter(
    (text) => !names.includes(text) && !sizes.test(text),
  )
  expect(rest).toEqual([])
})
