// @vitest-environment jsdom

import { render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { createI18n } from '../../../../renderer/i18n/index.ts'
import { LayerNaming } from '../../../../renderer/views/detail/chain/LayerNaming.tsx'
import type { ChainLayer } from '../../../../shared/analysis/chain/chain-model.ts'
import type { Language } from '../../../../shared/ipc/contract.ts'
import { installLayout } from '../../dom.tsx'

installLayout()

type Recorded = NonNullable<ChainLayer['recorded']>

const BASE = '/var/lib/nova/instances/_base/aa'

/** The lines that say how a raw base is named and where it was found. */
function linesOf(recorded: Recorded, displayPath: string, language: Language = 'en') {
  const image = { format: 'raw' } as const
  const layer = { path: 'base', displayPath, length: 1, allocated: 1, image, recorded }
  render(
    <I18nextProvider i18n={createI18n(language)}>
      <LayerNaming layer={layer} recorded={recorded} />
    </I18nextProvider>,
  )
  return screen.getAllByRole('definition').map(({ textContent }) => textContent)
}

test.each([
  ['en', 'below the opened node, raw as declared'],
  ['zh-CN', '在所打开的节点下，与声明的 raw 一致'],
] as const)(
  'a base that is where it should be and what it should be says so in one line (%s)',
  (...[language, line]) => {
    const recorded = { name: BASE, format: 'raw', rule: 'node-root' } as const
    expect(linesOf(recorded, `/mnt/node${BASE}`, language)).toEqual([BASE, line])
    // The whole path is a pointer away.
    expect(screen.getByText(line).title).toBe(`/mnt/node${BASE}`)
  },
)

test.each([
  ['another format', { name: BASE, format: 'qcow2', rule: 'node-root' }, `/mnt${BASE}`],
  ['no format', { name: BASE, rule: 'node-root' }, `/mnt${BASE}`],
  ['another folder', { name: BASE, format: 'raw', rule: 'base-directory' }, '/mnt/_base/aa'],
  ['a file that was pointed at', { name: BASE, format: 'raw', rule: 'located' }, `/mnt${BASE}`],
  ['a folder above', { name: '../b/aa', format: 'raw', rule: 'relative' }, '/mnt/b/aa'],
] as const)('with %s all is told: name, place and format', (_, recorded, found) => {
  const [name, place, format] = linesOf(recorded, found)
  expect(name).toBe(recorded.name)
  expect(place).toContain(found)
  expect(format).toBeTruthy()
})
