// `npm run screenshots`: the pictures of the README, from the real window on real files.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Page } from 'playwright'
import { projectRoot } from '../../build/setup/places.mjs'
import type { Language, Theme } from '../../shared/ipc/contract.ts'
import { qemuImg, qemuIo } from '../helpers/images/disk-images.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { request } from '../helpers/window/bridge.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'
import {
  dropFiles,
  innerRows,
  openSample,
  resizeWindow,
  rowNamed,
  showScope,
} from '../helpers/window/explorer.ts'

const folder = join(process.cwd(), 'build/screenshots')
const languages: readonly Language[] = ['en', 'zh-CN']

/** Draws the window in each language; the name tells which. */
async function shoot(window: Page, name: string, theme: Theme): Promise<void> {
  for (const language of languages) {
    await request(window, 'settings:set', { language, theme })
    await window.locator(`html[lang=${language}][data-mantine-color-scheme=${theme}]`).waitFor()
    // The pointer and what it would light up are not part of the picture.
    await window.mouse.move(0, 0)
    const path = join(folder, `${name}.${language}.png`)
    await window.screenshot({ path, animations: 'disabled', caret: 'hide' })
    compress(path)
  }
}

/** A quarter of the size without a visible loss. */
function compress(path: string): void {
  const args = ['--force', '--skip-if-larger', '--strip', '--ext', '.png', '256', path]
  const { error } = spawnSync('pngquant', args)
  if (error !== undefined) throw new Error(`pngquant: ${error.message}`)
}

async function shootNode({ window }: RunningApp): Promise<void> {
  await request(window, 'settings:set', { language: 'en' })
  await openSample(window)
  await shoot(window, 'node', 'light')
  await rowNamed(window, 'db-02').click()
  await window.keyboard.press('ArrowRight')
  await innerRows(window).filter({ hasText: 'qcow2' }).first().click()
  await window.getByText(/below the opened node|所打开的节点/).waitFor()
  await shoot(window, 'disk', 'light')
  await shoot(window, 'disk-dark', 'dark')
  await showScope(window, 'bases')
  await window.locator('[role=row][data-index="0"]').click()
  await window.keyboard.press('ArrowRight')
  await window.getByText(/stands alone|独立存在/).waitFor()
  await shoot(window, 'bases', 'light')
  await showScope(window, 'problems')
  await innerRows(window).first().click()
  await window.getByRole('button', { name: /Locate it|指定位置/ }).waitFor()
  await shoot(window, 'problems', 'dark')
  await shootPlan(window)
}

/** Some steps are chosen: one of each of two levels, the last of which is shown. */
async function shootPlan(window: Page): Promise<void> {
  await showScope(window, 'plan')
  const steps = innerRows(window).filter({ has: window.getByRole('checkbox') })
  for (const at of [0, 2]) {
    await steps.nth(at).click()
    await window.keyboard.press('Space')
  }
  await window.getByText(/2 steps chosen of|已选 2 步/).waitFor()
  await window
    .getByText(/^(frees\b|可释放)/)
    .first()
    .waitFor()
  await shoot(window, 'plan', 'light')
}

/** Three layers with some data each, as a snapshot of a resized guest leaves them. */
function makeChain(at: string): readonly string[] {
  const base = join(at, 'ubuntu-24.04.qcow2')
  const middle = join(at, 'before-upgrade.qcow2')
  const top = join(at, 'web-01.qcow2')
  const overlay = (path: string, below: string, size: string) =>
    qemuImg('create', '-q', '-f', 'qcow2', '-b', basename(below), '-F', 'qcow2', path, size)
  qemuImg('create', '-q', '-f', 'qcow2', base, '3G')
  overlay(middle, base, '10G')
  overlay(top, middle, '20G')
  const random = new SeededRandom(1)
  qemuIo(base, ['write -P 1 0 600M', ...scattered(random, 3 * 1024, 40)])
  qemuIo(middle, ['write -P 2 1G 250M', ...scattered(random, 6 * 1024, 40)])
  qemuIo(top, ['write -P 3 2G 90M', 'write -z 700M 120M', ...scattered(random, 10 * 1024, 40)])
  qemuImg('snapshot', '-c', 'nightly', top)
  return [top, middle, base]
}

/** Writes here and there, as a guest's file system makes them. `end` is in MiB. */
function scattered(random: SeededRandom, end: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const at = random.below(end)
    return `write -P ${index + 1} ${at}M ${random.pick([64, 512, 4096, 16_384])}k`
  })
}

async function shootInspector({ window }: RunningApp, at: string): Promise<void> {
  await dropFiles(window, makeChain(at))
  await window.getByText(/The chain is whole|链完整/).waitFor()
  await shoot(window, 'inspector', 'light')
  await window.getByRole('tab').last().click()
  await window.getByRole('application').waitFor()
  await shoot(window, 'map', 'light')
}

/** The built app by itself: commands to copy name where it lies, which is no matter of the picture's. */
function builtApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cowscope-'))
  for (const name of ['package.json', 'out']) {
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true })
  }
  return folder
}

const chainFolder = mkdtempSync(join(tmpdir(), 'cowscope-images-'))
const appFolder = builtApp()
const running = await launchApp({ appFolder })
try {
  mkdirSync(folder, { recursive: true })
  await resizeWindow(running.app, 1460, 900)
  await shootNode(running)
  await shootInspector(running, chainFolder)
} finally {
  await running.close()
  for (const made of [chainFolder, appFolder]) rmSync(made, { recursive: true })
}
