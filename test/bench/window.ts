import type { ElectronApplication, Page } from 'playwright'
import { launchApp } from '../helpers/window/electron-app.ts'
import {
  dropFiles,
  filterTable,
  innerRows,
  resizeWindow,
  rows,
  scanned,
  showScope,
} from '../helpers/window/explorer.ts'
import type { BenchNode } from './make-node.ts'
import { bound, formatMs, printFigure } from './print.ts'
import { type PageTask, tracedTasks } from './tasks.ts'

/** RAIL: a task of the page that takes longer keeps an answer to a key or a click waiting. */
const LONGEST_TASK = 50

/** The window on a large node: how long its page is not to be spoken to, and what one waits for. */
export async function benchWindow(node: BenchNode): Promise<void> {
  console.log(`window: ${node.instances} instances, software rendering`)
  const { app, window, close } = await launchApp()
  try {
    await resizeWindow(app, 1440, 900)
    await window.getByRole('main').waitFor()
    await watchTasks(window)
    const measure = (what: string, act: () => Promise<void>) => measured(app, window, what, act)
    await measure('loading', () => load(window, node))
    await measure('sorting by another column', () => sortBy(window, 'Virtual'))
    await measure('typing a filter', () => typeFilter(window, node))
    await measure('scrolling to the end and back', () => scroll(window))
    await measure('walking 200 rows by key', () => walk(window))
    await measure('selecting a row', () => rows(window).nth(3).click())
    await measure('opening it', () => open(window))
    await measure('closing it', () => window.keyboard.press('ArrowLeft'))
    await measure('showing the bases', () => showScope(window, 'bases'))
    await measure('showing the instances again', () => showScope(window, 'instances'))
  } finally {
    await close()
  }
}

async function load(window: Page, node: BenchNode): Promise<void> {
  const start = performance.now()
  await dropFiles(window, [node.rootPath])
  await rows(window).first().waitFor()
  printFigure('first rows after', formatMs(performance.now() - start))
  await scanned(window)
  printFigure('the whole node after', formatMs(performance.now() - start))
}

async function measured(
  app: ElectronApplication,
  window: Page,
  what: string,
  act: () => Promise<void>,
): Promise<void> {
  await settled(window)
  await takenTasks(window)
  const traced = await tracedTasks(app, async () => {
    await act()
    await settled(window)
  })
  printTasks(what, await takenTasks(window), traced)
}

/** `longtask` entries tell of tasks over 50 ms only; frames that are late tell of the rest. */
async function watchTasks(window: Page): Promise<void> {
  await window.evaluate(() => {
    const tasks: number[] = []
    const taken = { gap: 0 }
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    }).observe({ type: 'longtask', buffered: false })
    let last = performance.now()
    const frame = (now: number) => {
      taken.gap = Math.max(taken.gap, now - last)
      last = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    const take = () => {
      const answer = { tasks: tasks.splice(0), gap: taken.gap }
      taken.gap = 0
      return answer
    }
    Object.assign(globalThis, { takeTasks: take })
  })
}

interface Tasks {
  /** Milliseconds of each task over 50 ms. */
  readonly tasks: readonly number[]
  /** Milliseconds of the longest time between two frames. */
  readonly gap: number
}

function takenTasks(window: Page): Promise<Tasks> {
  return window.evaluate(() => Reflect.get(globalThis, 'takeTasks')())
}

/** Two frames later everything that was asked for has been drawn. */
async function settled(window: Page): Promise<void> {
  await window.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))),
      ),
  )
}

function printTasks(what: string, { tasks, gap }: Tasks, traced: readonly PageTask[]): void {
  const cpu = traced.reduce((most, task) => Math.max(most, task.cpu), 0)
  const longest = tasks.length === 0 ? `none over ${LONGEST_TASK} ms` : formatMs(Math.max(...tasks))
  const count = tasks.length === 0 ? '' : `, the longest of ${tasks.length}`
  const limit = bound(`at most ${LONGEST_TASK} ms`, tasks.length === 0)
  printFigure(`task while ${what}`, `${longest}${count}`, limit)
  printFigure('  most processor time of a task', formatMs(cpu))
  printFigure('  longest time without a frame', formatMs(gap))
}

async function sortBy(window: Page, column: string): Promise<void> {
  await window.getByRole('columnheader', { name: column }).getByRole('button').first().click()
}

async function typeFilter(window: Page, node: BenchNode): Promise<void> {
  await window.locator('#cowscope-filter').click()
  await window.keyboard.type('disk a1', { delay: 30 })
  await settled(window)
  await filterTable(window, '')
  await window.getByText(`${node.instances.toLocaleString('en')} in all`).waitFor()
}

/** A notch of the wheel with each frame, as fast as a hand can. */
async function scroll(window: Page): Promise<void> {
  await rows(window).first().hover()
  for (const delta of [1200, -1200]) {
    for (let notch = 0; notch < 150; notch += 1) await window.mouse.wheel(0, delta)
  }
}

async function walk(window: Page): Promise<void> {
  await rows(window).first().click()
  for (let step = 0; step < 200; step += 1) await window.keyboard.press('ArrowDown')
}

async function open(window: Page): Promise<void> {
  await window.keyboard.press('ArrowRight')
  await innerRows(window).first().waitFor()
}
