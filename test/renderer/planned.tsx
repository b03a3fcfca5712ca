import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect } from 'vitest'
import type { PlanSource } from '../../shared/analysis/cleanup/plan.ts'
import { planOf } from '../../shared/analysis/cleanup/whole-plan.ts'
import type { Settings } from '../../shared/ipc/contract.ts'
import {
  planChoice,
  planRows,
  planSummary,
  planText,
} from '../../shared/report/cleanup/plan-answers.ts'
import { planStep } from '../../shared/report/cleanup/plan-step.ts'
import { nodePlace } from './data.ts'
import { renderApp } from './dom.tsx'
import { fail, ok } from './fake-api.ts'

/** The window on the clean-up plan of a scan, which is answered for as the scanner does. */
export async function openPlan(
  scan: PlanSource,
  language: Settings['language'] = 'en',
  choiceFails = false,
) {
  const app = await openPlannedScan(scan, language, choiceFails)
  act(() => app.stores.view.getState().actions.showScope('plan'))
  await waitFor(() => {
    const { summary, rows, leftOut } = app.stores.plan.getState()
    expect(summary).toMatchObject({ steps: rows.length, leftOut: leftOut.length })
  })
  return app
}

/** The window with a scan that has ended, of which nobody has looked at the plan. */
export async function openPlannedScan(
  scan: PlanSource,
  language: Settings['language'] = 'en',
  choiceFails = false,
) {
  const copied: string[] = []
  const app = await renderApp(
    {
      'place:choose-folder': () => ok(nodePlace),
      'image:inspect': () => fail('not-found'),
      'plan:open': () => ok(planSummary(scan, 'en')),
      'plan:rows': (_, first, count) => ok(planRows(scan, first, count)),
      'plan:left-out': (_, first, count) => ok(planOf(scan).leftOut.slice(first, first + count)),
      'plan:step': (_, at) => {
        const step = planStep(scan, at)
        return step === undefined ? fail('not-found') : ok(step)
      },
      'plan:choice': (_, steps) => (choiceFails ? fail('internal') : ok(planChoice(scan, steps))),
      'plan:copy': (_, format, steps) => {
        copied.push(planText(scan, format, steps, 'en'))
        return ok(undefined)
      },
      'plan:save': () => ok({ path: '/home/me/plan.md', bytes: 2048 }),
      'text:copy': (text) => {
        copied.push(text)
        return ok(undefined)
      },
    },
    { settings: { language, theme: 'light' } },
  )
  fireEvent.click(screen.getByRole('button', { name: /Open folder|打开文件夹/ }))
  await waitFor(() => expect(app.stores.scan.getState().scanId).toBe('scan-1'))
  act(() => {
    app.api.emit({ kind: 'done', scanId: 'scan-1', view: scan.view })
    app.frames.pass()
  })
  return { ...app, copied }
}

export const planLineTexts = () =>
  within(screen.getByRole('treegrid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent ?? '')

/** The row of a step, by the end of its path. */
export function stepRow(name: string): HTMLElement {
  const found = screen.getAllByRole('row').find((row) => row.textContent?.includes(name))
  if (found === undefined) throw new Error(`no row ${name}`)
  return found
}
