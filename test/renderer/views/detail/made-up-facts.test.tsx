// @vitest-environment jsdom

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { I18nextProvider } from 'react-i18next'
import { beforeEach, expect, test } from 'vitest'
import { fileStat } from '../../../../electron/files/stat.ts'
import { createI18n } from '../../../../renderer/i18n/index.ts'
import { LayerBox } from '../../../../renderer/views/detail/chain/LayerBox.tsx'
import { ImageFacts } from '../../../../renderer/views/detail/image/ImageFacts.tsx'
import type { DataElsewhere } from '../../../../shared/analysis/chain/chain-model.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { installLayout } from '../../dom.tsx'

installLayout()
const folder = temporaryFolder()
const MiB = 1024 ** 2
const role = 'disk'
const HINT = /^This file system does not tell how many blocks/
const UNKNOWN = /^– This file system does not tell how many blocks/

beforeEach(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'disk', '64M')
})

function show(elsewhere: DataElsewhere | undefined, allocated: number | undefined): void {
  const path = join(folder, 'disk')
  const stat = fileStat(statSync(path), 'file')
  const image = { format: 'qcow2', virtualSize: 64 * MiB, extents: ['a'] } as const
  const layer = { path, displayPath: path, length: stat.length, image }
  const from = allocated === undefined ? ('unknown' as const) : ('tables' as const)
  const isDerived = allocated !== undefined
  const other = elsewhere === undefined ? {} : { elsewhere }
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={createI18n('en')}>
        <ImageFacts
          {...{ summary: image, stat, allocated, isDerived, elsewhere, role }}
          isLayer={false}
        />
        <LayerBox
          layer={{ ...layer, ...other, allocated: allocated ?? 0, allocatedFrom: from }}
          {...{ below: undefined, index: 0, isLast: true, isBelow: false, onOpen: undefined, role }}
          scale={64 * MiB}
        />
      </I18nextProvider>
    </MantineProvider>,
  )
}

/** The value beside a fact's name; undefined where there is no such fact. */
function value(name: string): string | undefined {
  const term = screen.queryAllByRole('term').find(({ textContent }) => textContent === name)
  return term?.nextElementSibling?.textContent ?? undefined
}

test('what an image takes by its tables is said to be from them', () => {
  show(undefined, 2 * MiB)
  expect(value('Allocated')).toMatch(/^2\.00 MiB .*From the image's own tables/)
  expect(value('Can still grow by')).toMatch(/^62\.0 MiB/)
  screen.getByText('2.00 MiB of 64.0 MiB')
})

test('what nobody knows of an image is no number, nor what it can grow by', () => {
  show(undefined, undefined)
  expect(value('Allocated')).toMatch(UNKNOWN)
  expect(value('Can still grow by')).toBeUndefined()
  screen.getByText('– of 64.0 MiB')
})

test('of data in other files what is known is at least so much, and nothing known is no 0 B', () => {
  show({ allocated: MiB, uncounted: 1, absent: 0, absentNames: [] }, MiB)
  expect(value('Allocated in other files')).toMatch(/^≥ 1\.00 MiB/)
  screen.getByText(HINT)
  expect(value('Can still grow by')).toBeUndefined()
  screen.getByText('≥ 2.00 MiB of 64.0 MiB')
})

test('files that are not here are named where nothing is known of the others', () => {
  show({ allocated: 0, uncounted: 1, absent: 1, absentNames: ['gone'] }, MiB)
  expect(value('Allocated in other files')).toMatch(UNKNOWN)
  screen.getByText('gone')
})
