// @vitest-environment jsdom
import { notificationsStore } from '@mantine/notifications'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { doneStore, notify } from '../../../../renderer/components/notify.tsx'
import { instance, nodePlace, nodeView } from '../../data.ts'
import { installLayout, renderApp } from '../../dom.tsx'
import { ok } from '../../fake-api.ts'

installLayout()

test('the newest message is seen at once, however many there were before', async () => {
  let count = 0
  const app = await renderApp({
    'place:choose-folder': () => ok(nodePlace),
    'report:save': () => {
      count += 1
      const path = `/nowhere/${count}`
      return { ok: false, failure: { code: 'not-found', message: '', path } }
    },
  })
  fireEvent.click(screen.getByRole('button', { name: /Open folder/ }))
  await waitFor(() => expect(app.stores.scan.getState().scanId).toBe('scan-1'))
  act(() => {
    app.api.emit({ kind: 'done', scanId: 'scan-1', view: nodeView([instance(1)]) })
    app.frames.pass()
  })
  for (let message = 1; message <= 6; message += 1) {
    fireEvent.click(screen.getByRole('button', { name: 'Export' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Report as JSON (for programs)' }))
    await screen.findByText(new RegExp(`/nowhere/${message}$`))
  }
})

test('a message that is open follows the language, as what it stands over does', async () => {
  const failure = { code: 'not-found', message: '', path: '/nowhere' } as const
  const app = await renderApp({ 'place:choose-folder': () => ({ ok: false, failure }) })
  await act(() => notify.failure(failure))
  const title = await screen.findByText('That did not work')
  const message = title.closest('[role=alert]')
  await act(() => app.stores.settings.getState().actions.change({ language: 'zh-CN' }))
  await waitFor(() => expect(message?.textContent).toContain('操作没有成功'))
  expect(message?.textContent).not.toContain('That did not work')
  expect(message?.querySelector('button')?.textContent).toBe('关闭')
})

test('that something was done in part stays until it is closed: nothing else tells', async () => {
  await renderApp({})
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    act(() => {
      notify.info((t) => t('failure.title'))
      notify.warning((t) => t('drop.tooMany', { dropped: 300, taken: 256 }))
    })
    act(() => {
      vi.advanceTimersByTime(3_600_000)
    })
    // The page keeps what is on its way out as long as no frame is drawn; what counts is what is kept.
    expect(notificationsStore.getState().notifications).toHaveLength(1)
    screen.getByText(/^300 files and folders were dropped/)
  } finally {
    vi.useRealTimers()
  }
})

test('that something was done takes no room from what is above, and makes way for the next', async () => {
  await renderApp({})
  act(() => {
    notify.done((t) => t('detail.copied'))
    notify.done((t) => t('problems.copied'))
  })
  expect(notificationsStore.getState().notifications).toEqual([])
  expect(doneStore.getState().notifications).toHaveLength(1)
  const root = (await screen.findByText('Copied')).closest('[data-position]')
  expect(root?.getAttribute('data-position')).toBe('bottom-right')
})
