import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect } from 'vitest'
import type { NodeView } from '../../shared/analysis/model.ts'
import { nodePlace } from './data.ts'
import { renderApp } from './dom.tsx'
import { type Answers, fail, ok } from './fake-api.ts'

/** The window with a scan that has ended with this view. */
export async function openView(
  view: NodeView,
  settings: NonNullable<Parameters<typeof renderApp>[1]>['settings'] = {
    language: 'en',
    theme: 'light',
  },
  inspect: Answers['image:inspect'] = () => fail('not-found'),
) {
  const answers = {
    'place:choose-folder': () => ok(nodePlace),
    'image:inspect': inspect,
  } as const
  const app = await renderApp(answers, { settings })
  fireEvent.click(screen.getByRole('button', { name: /Open folder|打开文件夹/ }))
  await waitFor(() => expect(app.stores.scan.getState().scanId).toBe('scan-1'))
  act(() => {
    app.api.emit({ kind: 'done', scanId: 'scan-1', view })
    app.frames.pass()
  })
  return app
}

export const details = () => screen.getByRole('complementary', { name: /Details|详情/ })

/** The part of the details below this title. */
export function section(title: string | RegExp): HTMLElement {
  const heading = within(details()).getByRole('heading', { name: title })
  const found = heading.closest('section')
  if (found === null) throw new Error(`no section ${title}`)
  return found
}

/** Opens what is folded below this title. */
export async function openFold(title: string | RegExp, place: HTMLElement = details()) {
  const summary = within(place).getByText(title).closest('summary')
  if (summary === null) throw new Error(`no fold ${title}`)
  fireEvent.click(summary)
  await waitFor(() => expect(summary.nextElementSibling).not.toBeNull())
}
