// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { entry } from '../../../shared/analysis/scan-builder.ts'
import { GiB, instance } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { ok } from '../../fake-api.ts'
import { openFinishedNode } from '../../scanning.tsx'

installLayout()

test('an image that somebody keeps in the folder of an instance is shown with its format and virtual size', async () => {
  const { id } = instance(1)
  const image = { format: 'qcow2', virtualSize: 3 * GiB } as const
  const kept = entry(`${id}/mycopy.qcow2`, { image })
  const log = entry(`${id}/console.log`, { role: 'console.log' })
  const { stores } = await openFinishedNode({
    'scan:instance': (_, of) => ok({ id: of, entries: [kept, log] }),
  })
  await act(async () => stores.view.getState().actions.expand('instances', id, true))
  const textOf = async (name: string) => {
    const cell = await screen.findByText(name)
    return cell.closest<HTMLElement>('[role=row]')?.textContent
  }
  expect(await textOf('mycopy.qcow2')).toMatch(/qcow2.*3\.00 GiB/)
  expect(await textOf('console.log')).not.toContain('–')
})
