// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Finding } from '../../../../shared/findings/types.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { imagePlace, problem } from '../../data.ts'
import { renderApp } from '../../dom.tsx'
import { fail, ok } from '../../fake-api.ts'
import { installInspector, reportOf } from '../../inspected.tsx'

installInspector()

test('of several images the tabs say which are broken, also before one turns to them', async () => {
  const findings: Readonly<Record<string, readonly Finding[]>> = {
    sound: [],
    lost: [
      problem('backing-format-missing', 'warning', ''),
      problem('missing-backing-file', 'high', ''),
    ],
    doubtful: [problem('backing-format-missing', 'warning', '')],
    noted: [problem('missing-backing-file', 'info', '')],
  }
  const { api } = await renderApp({
    'image:inspect': (placeId) =>
      ok({
        ...reportOf(memorySource(new Uint8Array(512))),
        placeId,
        findings: findings[placeId] ?? [],
      }),
  })
  const names = Object.keys(findings)
  const places = names.map((name) => ({ ...imagePlace, id: name, path: `/srv/${name}` }))
  act(() => api.push('place:opened', places))
  const tabs = within(screen.getByRole('navigation', { name: 'Images' }))
  const titles = () => names.map((name) => tabs.getByRole('button', { name }).title)
  await waitFor(() =>
    expect(titles()).toEqual(['sound', 'lost · High', 'doubtful · Warning', 'noted']),
  )
  // Each is asked for once, but for the one that is shown; of the last nothing in its title tells that it was.
  const asked = () => api.requests.filter(([channel]) => channel === 'image:inspect')
  await waitFor(() => expect(asked()).toHaveLength(names.length))
})

test('of several images the others are marked though the one that is shown cannot be read', async () => {
  const { api } = await renderApp({
    'image:inspect': (placeId) =>
      placeId === 'shut'
        ? fail('not-found')
        : ok({
            ...reportOf(memorySource(new Uint8Array(512))),
            placeId,
            findings: [problem('missing-backing-file', 'high', '')],
          }),
  })
  const places = ['shut', 'lost'].map((id) => ({ ...imagePlace, id, path: `/srv/${id}` }))
  act(() => api.push('place:opened', places))
  const tabs = within(screen.getByRole('navigation', { name: 'Images' }))
  await waitFor(() => expect(tabs.getByRole('button', { name: 'lost' }).title).toBe('lost · High'))
  expect(tabs.getByRole('button', { name: 'shut' }).title).toBe('shut')
  // Nobody asks again for what was refused.
  const asked = api.requests.filter(([channel]) => channel === 'image:inspect')
  expect(asked).toHaveLength(2)
})

test('an image is marked for its verdict too, which may be all that speaks against it', async () => {
  const head = ['# Disk DescriptorFile', 'version=1', 'CID=fffffffe', 'parentCID=ffffffff']
  const text = [...head, 'createType="monolithicFlat"', 'RW 2048 FLAT "/etc/shadow" 0', ''].join(
    '\n',
  )
  const descriptor = Buffer.from(text)
  const { api } = await renderApp({
    'image:inspect': (placeId) => {
      const bytes = placeId === 'evil.vmdk' ? descriptor : new Uint8Array(512)
      return ok({ ...reportOf(memorySource(bytes)), placeId })
    },
  })
  const places = ['sound', 'evil.vmdk'].map((id) => ({ ...imagePlace, id, path: `/srv/${id}` }))
  act(() => api.push('place:opened', places))
  const tabs = within(screen.getByRole('navigation', { name: 'Images' }))
  const title = (name: string) => tabs.getByRole('button', { name }).title
  await waitFor(() => expect(title('evil.vmdk')).toBe('evil.vmdk · High'))
  expect(title('sound')).toBe('sound')
})
