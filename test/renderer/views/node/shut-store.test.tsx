// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { finding } from '../../../../shared/findings/finding.ts'
import { nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView } from '../../opened.tsx'

installLayout()

const STORE = 'var/lib/glance/images'

test.each([
  ['en', 'Glance', 'Not known: the store could not be read'],
  ['zh-CN', 'Glance', '不知道：存储无法读取'],
] as const)(
  'of a store that may not be read it is not known how many images it has (%s)',
  async (language, name, why) => {
    const layout = { kind: 'node', glancePaths: [STORE], domainPaths: [] } as const
    const evidence = { case: 'entry', reason: 'permission', errno: 'EACCES' }
    const findings = [finding('unreadable', { kind: 'folder', path: STORE }, evidence)]
    await openView({ ...nodeView([]), layout, findings }, { language, theme: 'light' })
    const parts = within(screen.getByRole('navigation', { name: /What to show|显示内容/ }))
    const item = parts.getByRole('button', { name: new RegExp(`^${name}`) })
    expect(item.textContent).toMatch(/–$/)
    expect(within(item).getByTitle(why).textContent).toBe('–')
  },
)
