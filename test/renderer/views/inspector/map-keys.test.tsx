// @vitest-environment jsdom

import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { installInspector, map, show } from '../../inspected.tsx'
import { mapped, picture } from '../../mapped.tsx'

installInspector()

describe('the allocation map, by keys and pointer', () => {
  test('is worked by keys alone: they pick a cell, whose numbers are told', async () => {
    await mapped()
    fireEvent.keyDown(picture(), { key: 'ArrowRight' })
    const readout = () => document.querySelector('dl[data-cell]')
    expect(readout()?.getAttribute('data-cell')).toBe('0')
    expect(readout()?.textContent).toContain('0x50000')
    fireEvent.keyDown(picture(), { key: 'End' })
    expect(readout()?.textContent).toContain('Base')
    expect(document.querySelector('[aria-live]:not(:empty)')?.textContent).toContain('data, Base')
  })

  test('zooms by keys and buttons around the picked cell', async () => {
    const { stores } = await mapped()
    const cellBytes = () => stores.diskMap.getState().view.cellBytes
    const whole = cellBytes()
    await act(async () => fireEvent.keyDown(picture(), { key: '+' }))
    expect(cellBytes()).toBeLessThan(whole)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Zoom out' })))
    expect(cellBytes()).toBe(whole)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Zoom in' })))
    await act(async () => fireEvent.keyDown(picture(), { key: '0' }))
    expect(cellBytes()).toBe(whole)
  })

  test('keeps the frame under a pointer that stands still while the wheel zooms', async () => {
    const { stores } = await mapped()
    const frame = () => document.querySelector<HTMLElement>('[data-look="hover"]')?.style.transform
    fireEvent.pointerMove(picture(), { clientX: 35, clientY: 5 })
    expect(frame()).toBe('translate(30px, 0px)')
    const whole = stores.diskMap.getState().view.cellBytes
    for (let turn = 0; turn < 30; turn += 1) {
      await act(async () => fireEvent.wheel(picture(), { deltaY: -120, clientX: 35, clientY: 5 }))
    }
    expect(stores.diskMap.getState().view.cellBytes).toBeLessThan(whole)
    expect(frame()).toBe('translate(30px, 0px)')
  })

  test('has a table as its twin, which Enter opens at the picked cell', async () => {
    await mapped()
    fireEvent.keyDown(picture(), { key: 'End' })
    await act(async () => fireEvent.keyDown(picture(), { key: 'Enter' }))
    const grid = await screen.findByRole('treegrid', { name: 'Extents of the disk' })
    screen.getByText('Extents 1 – 3 of 3')
    const selected = within(grid).getByRole('row', { selected: true })
    expect(selected.textContent).toContain('Base · base')
    expect(selected.textContent).toContain('0x300000016.0 MiB')
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Show on the map' })))
    expect(document.querySelector('dl[data-cell]')?.textContent).toContain('Base')
  })

  describe('whose cells are still on their way', () => {
    async function typedAhead() {
      let come = (): void => undefined
      const held = new Promise<void>((resolve) => {
        come = resolve
      })
      const { end } = await show('Allocation map', undefined, undefined, undefined, held)
      await end(map())
      picture().focus()
      fireEvent.keyDown(picture(), { key: 'End' })
      fireEvent.keyDown(picture(), { key: 'Enter' })
      expect(screen.queryByRole('treegrid')).toBeNull()
      return () => act(async () => come())
    }

    test('takes Enter, and opens the table at the picked cell when they are there', async () => {
      const come = await typedAhead()
      await come()
      const grid = await screen.findByRole('treegrid', { name: 'Extents of the disk' })
      const selected = within(grid).getByRole('row', { selected: true })
      expect(selected.textContent).toContain('Base · base')
    })

    test.each([
      ['another cell is picked by then', () => fireEvent.keyDown(picture(), { key: 'Home' })],
      ['the map has been left', () => fireEvent.keyDown(picture(), { key: 'Escape' })],
    ])('opens nothing where %s', async (_, next) => {
      const come = await typedAhead()
      next()
      await come()
      expect(document.querySelector('dl[data-cell]')).not.toBeNull()
      expect(screen.queryByRole('treegrid')).toBeNull()
    })
  })

  test('is left by Escape one step at a time, and the image last', async () => {
    const { stores } = await mapped()
    const leave = (from: Element) => act(async () => fireEvent.keyDown(from, { key: 'Escape' }))
    const { cellBytes } = stores.diskMap.getState().view
    fireEvent.keyDown(picture(), { key: 'End' })
    await act(async () => fireEvent.keyDown(picture(), { key: 'Enter' }))
    await leave(await screen.findByRole('treegrid', { name: 'Extents of the disk' }))
    await act(async () => fireEvent.keyDown(picture(), { key: '+' }))
    await leave(picture())
    expect(stores.diskMap.getState().view.cellBytes).toBe(cellBytes)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Zoom in' })))
    await leave(document.body)
    expect(stores.diskMap.getState().view.cellBytes).toBe(cellBytes)
    await leave(picture())
    expect(document.activeElement).toBe(screen.getByRole('tab', { selected: true }))
    expect(stores.view.getState().screen.kind).toBe('inspector')
    await leave(screen.getByRole('tab', { selected: true }))
    expect(stores.view.getState().screen.kind).not.toBe('inspector')
  })
})
