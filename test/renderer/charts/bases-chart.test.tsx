// @vitest-environment jsdom
import { fireEvent, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { formatSize } from '../../../shared/report/size.ts'
import { base, GiB, nodeView } from '../data.ts'
import { installLayout } from '../dom.tsx'
import { openView, section } from '../opened.tsx'

installLayout()

const hash = (at: number) => String(at).repeat(40)
const bases = Array.from({ length: 10 }, (_, at) =>
  base(0, { id: `_base/${hash(at)}`, name: hash(at), allocated: (10 - at) * GiB }),
)

async function rowsOfChart() {
  const { stores } = await openView(nodeView([], { bases }))
  const chart = within(section('Largest base files with their overlays'))
  return { stores, rows: await chart.findAllByRole('button') }
}

describe('the chart of the largest bases', () => {
  test('says how much each bar is', async () => {
    const { rows } = await rowsOfChart()
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      ...bases
        .slice(0, 8)
        .map(({ name, allocated }) => `${name.slice(0, 8)}${formatSize(allocated)}`),
      'Other (2)3.00 GiB',
    ])
    expect(rows[0]?.getAttribute('title')).toBe(`${hash(0)}\nBase: 10.0 GiB\nOverlays: 0 B`)
  })

  test('leads to the base, and from what it sums up to all of them', async () => {
    const { stores, rows } = await rowsOfChart()
    fireEvent.click(rows.at(-1) ?? document.body)
    expect(stores.view.getState().scope).toBe('bases')
    fireEvent.click(rows[1] ?? document.body)
    expect(stores.view.getState().selection).toEqual({ kind: 'image', path: `_base/${hash(1)}` })
  })
})
