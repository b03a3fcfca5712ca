// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import { nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView } from '../../opened.tsx'

installLayout()

test.each([
  ['en', 1, '1 entry went away during the scan and is left out: a/disk'],
  ['en', 2, '2 entries went away during the scan and are left out, first of them: a/disk'],
  ['zh-CN', 2, '2 个条目在扫描期间消失，未计入，其中第一个：a/disk'],
] as const)(
  'what went away during a scan is said above it (%s, %i)',
  async (language, count, said) => {
    const view = { ...nodeView([]), gone: { count, first: 'a/disk' } }
    await openView(view, { language, theme: 'light' })
    const banners = screen.getAllByRole('status').map(({ textContent }) => textContent)
    expect(banners).toContain(said)
  },
)
