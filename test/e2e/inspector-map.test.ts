import { statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { qemuImg, qemuIo } from '../helpers/images/disk-images.ts'
import { createEncrypted, LUKS_VOLUME } from '../helpers/images/encrypted-images.ts'
import { makeHollowImage } from '../helpers/images/hollow-image.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { request } from '../helpers/window/bridge.ts'
import { dropFiles, resizeWindow } from '../helpers/window/explorer.ts'
import { pressAtSight } from '../helpers/window/press-at-sight.ts'

const running = appWindow()
const at = (name: string): string => join(running.folder, name)
const MIB = 1024 ** 2

interface Held {
  readonly start: number
  readonly length: number
  readonly depth: number
  readonly data: boolean
  readonly zero: boolean
  readonly compressed?: boolean
  readonly offset?: number
}

/** What qemu-img says of the overlay's disk. */
let map: readonly Held[]

beforeAll(() => {
  const base = Buffer.alloc(64 * MIB)
  base.fill(7, 0, 24 * MIB)
  base.fill(9, 40 * MIB, 48 * MIB)
  writeFileSync(at('base.raw'), base)
  qemuImg('create', '-q', '-f', 'qcow2', '-b', 'base.raw', '-F', 'raw', at('top.qcow2'), '128M')
  qemuIo(at('top.qcow2'), [
    'write -P 1 8M 4M',
    'write -P 2 60M 12M',
    'write -z 16M 4M',
    ...[28, 29, 30].map((mib) => `write -c -P ${mib} ${mib}M 64k`),
    'write -P 5 100M 64k',
  ])
  makeHollowImage(at('hollow.qcow2'), 400_000)
  map = JSON.parse(qemuImg('map', '--output=json', at('top.qcow2')))
})

const window = () => running.window
const picture = () => window().getByRole('application')
const readout = () => window().locator('dl[data-cell]')
const shownBytes = async () =>
  Number(
    (
      await window()
        .getByText(/^One cell:/)
        .textContent()
    )?.match(/[\d.]+/)?.[0],
  )

async function openMap(names: readonly string[] = ['top.qcow2', 'base.raw']): Promise<void> {
  await dropFiles(window(), names.map(at))
  await window()
    .getByRole('heading', { name: names[0] ?? '', level: 2 })
    .waitFor()
  await window().getByRole('tab', { name: 'Allocation map' }).click()
}

/** The colour of the canvas at a point of the picture. */
async function colorAt(x: number, y: number): Promise<readonly number[]> {
  return picture()
    .locator('canvas')
    .evaluate(
      (canvas: HTMLCanvasElement, [x, y]) => {
        const scale = canvas.width / canvas.clientWidth
        // A copy of the one point: the picture's own canvas is made for drawing, not for reading.
        const copy = document.createElement('canvas').getContext('2d')
        copy?.drawImage(canvas, x * scale, y * scale, 1, 1, 0, 0, 1, 1)
        return [...(copy?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3)
      },
      [x, y] as const,
    )
}

/** The theme's colour of this name. */
async function themeColor(name: string): Promise<readonly number[]> {
  return window().evaluate((name) => {
    const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim()
    return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  }, name)
}

/** Picks the cell of a guest offset by what the window itself knows of its picture. */
async function pointAt(guest: number): Promise<{ x: number; y: number }> {
  const box = await picture().boundingBox()
  if (box === null) throw new Error('no picture')
  // In whole pixels, as the page has its size: a part of one would lack a row of cells.
  const [width, height] = [box.width, box.height].map(Math.round)
  const columns = Math.floor((width ?? 0) / 10)
  const cells = columns * Math.floor((height ?? 0) / 10)
  const cellBytes = Math.ceil((128 * MIB) / cells / 512) * 512
  const cell = Math.floor(guest / cellBytes)
  return { x: (cell % columns) * 10 + 4, y: Math.floor(cell / columns) * 10 + 4 }
}

const isBetween = (at: number, [start = Number.NaN, end = Number.NaN]: readonly number[]) =>
  start <= at && at <= end

describe('the allocation map', () => {
  beforeEach(async () => {
    await resizeWindow(running.app, 1280, 800)
    await openMap()
    await picture().waitFor()
    await window().getByRole('table', { name: 'What the disk is made of' }).waitFor()
  })

  test.each([
    ['the overlay’s data', 10 * MIB, 'data', 'This image'],
    ['the base’s data', 4 * MIB, 'data', 'Base'],
    ['zeros', 18 * MIB, 'zeros', 'This image'],
    ['what nobody holds', 110 * MIB, 'nowhere', '–'],
  ] as const)('tells the numbers under the pointer: %s', async (_, guest, kind, layer) => {
    await picture().hover({ position: await pointAt(guest) })
    const range = async () => {
      const title = await readout().locator('dd').first().getAttribute('title')
      return (title ?? '').split(' – ').map(Number)
    }
    const numbers = () => readout().locator('dd').allInnerTexts()
    await expect.poll(async () => isBetween(guest, await range())).toBe(true)
    await expect.poll(async () => (await numbers())[1]).toContain(kind)
    const [start = 0] = await range()
    const [, , by, place] = await numbers()
    expect(by).toContain(layer)
    const theirs = map.find((entry) => entry.start <= start && start < entry.start + entry.length)
    if (theirs?.offset === undefined || kind !== 'data') expect(place).toContain('no place')
    else expect(place).toContain(`0x${(theirs.offset + start - theirs.start).toString(16)}`)
  })

  test('is coloured by the layer that holds each part, and again in another theme', async () => {
    const point = await pointAt(10 * MIB)
    const below = await pointAt(4 * MIB)
    for (const theme of ['light', 'dark'] as const) {
      await request(window(), 'settings:set', { theme })
      await window().locator(`html[data-mantine-color-scheme=${theme}]`).waitFor()
      const active = await themeColor('--map-active')
      const base = await themeColor('--map-base')
      await expect.poll(() => colorAt(point.x, point.y)).toEqual(active)
      await expect.poll(() => colorAt(below.x, below.y)).toEqual(base)
    }
    await request(window(), 'settings:set', { theme: 'light' })
  })

  test('sums by layer what qemu-img maps', async () => {
    const sum = (which: (entry: Held) => boolean) =>
      map.filter(which).reduce((all, { length }) => all + length, 0)
    const row = async (name: string) => {
      const cells = window()
        .getByRole('table', { name: 'What the disk is made of' })
        .getByRole('row')
        .filter({ has: window().getByText(name) })
        .locator('td')
      return (await cells.first().getAttribute('title'))?.replaceAll(/\D/g, '')
    }
    const compressed = 3 * 64 * 1024
    const data = sum(({ depth, data, offset }) => depth === 0 && data && offset !== undefined)
    expect(await row('This image: data')).toBe(String(data))
    expect(await row('This image: compressed data')).toBe(String(compressed))
    expect(await row('This image: zeros')).toBe(String(4 * MIB))
  })

  test('zooms by the wheel at the pointer, and by buttons, and moves when it is dragged', async () => {
    const guest = 10 * MIB
    await picture().hover({ position: await pointAt(guest) })
    const whole = await shownBytes()
    for (let notch = 0; notch < 2; notch += 1) {
      const before = await shownBytes()
      await window().mouse.wheel(0, -120)
      await expect.poll(shownBytes).toBeLessThan(before)
    }
    await expect.poll(() => readout().locator('dd').nth(1).innerText()).toContain('data')
    const start = async () => Number(await readout().getAttribute('data-cell'))
    await expect.poll(async () => Math.abs((await start()) - guest)).toBeLessThan(MIB)
    const sight = window().getByText(/^[\d.]+ \w+ – [\d.]+ \w+$/)
    const before = await sight.textContent()
    const box = await picture().boundingBox()
    if (box === null) throw new Error('no picture')
    await window().mouse.move(box.x + 100, box.y + 200)
    await window().mouse.down()
    await window().mouse.move(box.x + 100, box.y + 40, { steps: 4 })
    await window().mouse.up()
    await expect.poll(() => sight.textContent()).not.toBe(before)
    await window().getByRole('button', { name: 'Whole disk' }).click()
    await expect.poll(shownBytes).toBe(whole)
  })

  test('is worked by the keyboard alone, down to the extents as a table and back', async () => {
    await window().getByRole('tab', { name: 'Allocation map' }).focus()
    while (!(await picture().evaluate((element) => element === document.activeElement))) {
      await window().keyboard.press('Tab')
    }
    await window().keyboard.press('End')
    await expect.poll(() => readout().innerText()).toContain('nowhere')
    await window().keyboard.press('Home')
    await expect.poll(() => readout().getAttribute('data-cell')).toBe('0')
    for (const key of ['+', '+', 'ArrowRight', 'ArrowDown', 'PageDown']) {
      await window().keyboard.press(key)
    }
    const picked = Number(await readout().getAttribute('data-cell'))
    expect(picked).toBeGreaterThan(0)
    await window().keyboard.press('Enter')
    const grid = window().getByRole('treegrid', { name: 'Extents of the disk' })
    const selected = grid.getByRole('row', { selected: true })
    await selected.waitFor()
    const cells = await selected.getByRole('gridcell').allInnerTexts()
    const start = Number(cells[3]?.replaceAll(',', ''))
    expect(start).toBeLessThanOrEqual(picked)
    await selected.focus()
    await window().keyboard.press('Enter')
    await expect
      .poll(async () => Number(await readout().getAttribute('data-cell')))
      .toBeLessThanOrEqual(start)
  })

  test('has the extents of qemu-img in its table, byte for byte', async () => {
    await window().getByText('Table', { exact: true }).click()
    const grid = window().getByRole('treegrid', { name: 'Extents of the disk' })
    const drawn = grid.locator('[role=row][data-index]')
    const said = window().getByText(/^Extents 1 – \d+ of \d+$/)
    const isWhole = async () => {
      const [all = ''] = (await said.textContent())?.match(/\d+$/) ?? []
      return all === String(await drawn.count())
    }
    await expect.poll(isWhole).toBe(true)
    const rows = await drawn.allInnerTexts()
    const shown = rows.map((text) => text.split('\n').map((cell) => cell.trim()))
    const starts = shown.map((cells) => Number(cells.at(-3)?.replaceAll(',', '')))
    for (const { start, offset, depth, data, compressed = offset === undefined } of map) {
      if (depth !== 0 || !data || compressed) continue
      const row = shown[starts.indexOf(start)]
      expect(row?.at(-1)).toBe(`0x${offset?.toString(16)}`)
      expect(row?.join()).toContain('This image')
    }
    await window().getByText(`Extents 1 – ${rows.length} of ${rows.length}`).waitFor()
  })

  test('says that holes of the raw base were not looked for, and finds its zeros by reading', async () => {
    await window()
      .getByText(/Holes of raw, flat and preallocated files were not looked for/)
      .waitFor()
    await window().getByRole('button', { name: 'Find zeros by reading' }).click()
    await window()
      .getByText(/Runs of zeros in raw, flat and preallocated files were found/)
      .waitFor()
    await picture().hover({ position: await pointAt(34 * MIB) })
    const numbers = () => readout().locator('dd').allInnerTexts()
    await expect.poll(async () => (await numbers())[1]).toContain('zeros')
    expect((await numbers())[2]).toContain('Base')
  })
})

test('an image that was dropped alone is mapped, its base not opened: that part is not here', async () => {
  await openMap(['hollow.qcow2'])
  // Another place than the tests before: in the same folder the base is granted by then.
  const lonely = at('lonely.qcow2')
  qemuImg('create', '-q', '-f', 'qcow2', '-u', '-b', '/elsewhere/base', '-F', 'raw', lonely, '64M')
  await openMap(['lonely.qcow2'])
  await window().getByRole('rowheader', { name: 'not here' }).waitFor()
})

test('what a file lost with its end has a look of its own, in the legend, under the pointer and in the table', async () => {
  qemuImg('create', '-q', '-f', 'qcow2', at('cut.qcow2'), '128M')
  qemuIo(at('cut.qcow2'), ['write -P 1 0 8M', 'write -P 2 32M 64M'])
  truncateSync(at('cut.qcow2'), statSync(at('cut.qcow2')).size - 40 * MIB)
  await openMap(['cut.qcow2'])
  const legend = window().getByRole('row', { name: /^This image: lost data/ })
  expect(await legend.locator('td').first().getAttribute('title')).toBe('41,943,040 B')
  const point = await pointAt(80 * MIB)
  const lost = await themeColor('--map-lost')
  await expect.poll(() => colorAt(point.x - 2, point.y - 2)).toEqual(lost)
  const numbers = () => readout().locator('dd').allInnerTexts()
  // As a hand does, again until the picture answers.
  const pointed = async () => {
    await picture().hover({ position: point })
    return await numbers()
  }
  await expect.poll(async () => (await pointed())[1] ?? '').toContain('lost data')
  expect((await numbers())[2]).toContain('This image')
  await window().getByText('Table', { exact: true }).click()
  const place = `0x${statSync(at('cut.qcow2')).size.toString(16)}`
  await window()
    .getByRole('row', { name: /lost data/ })
    .filter({ hasText: place })
    .waitFor()
})

test('what a layer below has encrypted is that in the chain, in the legend and under the pointer', async () => {
  createEncrypted(running.folder, LUKS_VOLUME, 'below.luks', '128M')
  const overlay = ['-u', '-b', 'below.luks', '-F', 'luks', at('above.qcow2'), '128M']
  qemuImg('create', '-q', '-f', 'qcow2', ...overlay)
  await dropFiles(window(), ['above.qcow2', 'below.luks'].map(at))
  await window().getByText('encrypted: LUKS').waitFor()
  await window().getByRole('tab', { name: 'Allocation map' }).click()
  await window()
    .getByRole('row', { name: /^Base: encrypted data/ })
    .waitFor()
  const point = await pointAt(64 * MIB)
  const base = await themeColor('--map-base')
  await expect.poll(() => colorAt(point.x, point.y)).toEqual(base)
  const pointed = async () => {
    await picture().hover({ position: point })
    return await readout().locator('dd').allInnerTexts()
  }
  await expect.poll(async () => (await pointed())[1]).toContain('encrypted data')
})

test('a search for zeros that is cancelled leaves what it has found', async () => {
  writeFileSync(at('sparse.raw'), Buffer.alloc(MIB, 7))
  truncateSync(at('sparse.raw'), 1024 * 1024 * MIB)
  await openMap(['sparse.raw'])
  await window()
    .getByRole('row', { name: /^This image: data .*at most 1\.00 MiB allocated/ })
    .waitFor()
  await window().getByRole('button', { name: 'Find zeros by reading' }).click()
  await pressAtSight(window(), 'Cancel', /iB of \d.* read/)
  await window()
    .getByText(/^Cancelled: zeros were found in what had been read by then/)
    .waitFor()
  await window()
    .getByRole('row', { name: /^This image: zeros/ })
    .waitFor()
})

test('a long walk tells how far it is and stops at once when it is told to', async () => {
  await openMap(['hollow.qcow2'])
  expect(await pressAtSight(window(), 'Cancel', / of \d.* of the disk walked/)).not.toBe('')
  // A walk that went on would end with the map.
  await window().getByRole('button', { name: 'Draw the map' }).waitFor()
})

test('in Chinese', async () => {
  await request(window(), 'settings:set', { language: 'zh-CN', theme: 'dark' })
  await dropFiles(window(), ['top.qcow2', 'base.raw'].map(at))
  await window().getByRole('tab', { name: '分配图' }).click()
  await window()
    .getByRole('table', { name: '磁盘由什么组成' })
    .getByText('基础镜像：数据')
    .waitFor()
})
