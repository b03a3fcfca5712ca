import { mkdirSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { concat } from '../helpers/bytes/encoders.ts'
import { qcow2Image, snapshotEntry } from '../helpers/bytes/encoders-qcow2.ts'
import { Damaged } from '../helpers/images/damaged-qcow2.ts'
import { qemuImg, qemuIo } from '../helpers/images/disk-images.ts'
import { createEncrypted, LUKS_IN_QCOW2 } from '../helpers/images/encrypted-images.ts'
import { makeHollowImage } from '../helpers/images/hollow-image.ts'
import { runQemuImg } from '../helpers/programs/qemu-img.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { request } from '../helpers/window/bridge.ts'
import { details, dropFiles, rowNamed, scanned, showScope } from '../helpers/window/explorer.ts'
import { pressAtSight } from '../helpers/window/press-at-sight.ts'

const running = appWindow()
const at = (name: string): string => join(running.folder, name)
const KIB = 1024

beforeAll(() => {
  qemuImg('create', '-q', '-f', 'qcow2', '-o', 'lazy_refcounts=on', at('disk.qcow2'), '1G')
  qemuImg('bitmap', '--add', '-g', '64k', at('disk.qcow2'), 'backup')
  qemuIo(at('disk.qcow2'), ['write -P 1 0 8M', 'write -c -P 2 64M 64k'])
  qemuImg('snapshot', '-c', 'before-upgrade', at('disk.qcow2'))
  qemuIo(at('disk.qcow2'), ['write -P 3 2M 3M'])
  writeFileSync(at('damaged.qcow2'), damaged())
  makeHollowImage(at('hollow.qcow2'), 400_000)
  createEncrypted(running.folder, LUKS_IN_QCOW2, 'secret.qcow2')
})

/** With an entry that is not aligned, and more leaks than are listed. */
function damaged(): Buffer {
  const image = new Damaged(at('disk.qcow2'))
  image.set(image.l2, image.u64(image.l2) | 512n)
  const clusters = Math.ceil(image.bytes.length / (64 * KIB))
  for (let leak = 0; leak < 700; leak += 1) {
    image.bytes.writeUInt16BE(1, image.refcountBlock + (clusters + leak) * 2)
  }
  return Buffer.concat([image.bytes, Buffer.alloc(700 * 64 * KIB)])
}

async function open(name: string, tab: string): Promise<void> {
  await dropFiles(running.window, [at(name)])
  await running.window.getByRole('heading', { name, level: 2 }).waitFor()
  await running.window.getByRole('tab', { name: tab }).click()
}

function manySnapshots(): Uint8Array {
  const names = Array.from({ length: 60 }, (_, index) => `night ${index + 1}`)
  const table = concat(...names.map((name, id) => snapshotEntry({ id: `${id + 1}`, name })))
  const header = { snapshots: names.length, snapshotsOffset: 0x20000 }
  return qcow2Image(header, { [0x20000]: table })
}

/** Whether something is drawn where a person sees it, as things are scrolled. */
async function isInSight(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const there = document.elementFromPoint(left + width / 2, top + height / 2)
    return there !== null && element.contains(there)
  })
}

const rowOf = (text: string) =>
  running.window.getByRole('row').filter({ has: running.window.getByText(text, { exact: true }) })

/** The value beside a name. */
const fact = async (name: string): Promise<string | null> =>
  running.window.locator('dt', { hasText: name }).locator('+ dd').textContent()

describe('an image that a symlink leads to', () => {
  test('is shown with the symlink, from where it is told to stand on another', async () => {
    mkdirSync(at('links'))
    qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', 'base', '-F', 'raw', at('over.qcow2'), '1M')
    symlinkSync(at('over.qcow2'), at('links/named.qcow2'))
    await dropFiles(running.window, [at('links/named.qcow2')])
    await running.window.getByRole('heading', { name: 'over.qcow2', level: 2 }).waitFor()
    await running.window.getByText('Reached by a symlink').waitFor()
    await running.window.getByText(at('links/named.qcow2')).first().waitFor()
    await running.window.getByText(at('links/base')).first().waitFor()
  })
})

describe('the structures of an image', () => {
  test('are told in words: header, extensions, features, bitmaps', async () => {
    await open('disk.qcow2', 'Structures')
    expect(await rowOf('Cluster size').innerText()).toContain('64.0 KiB (65,536 bytes)')
    expect(await rowOf('lazy refcounts').innerText()).toContain('set')
    expect(await rowOf('dirty bit').innerText()).toContain('not set')
    expect(await rowOf('Feature name table').innerText()).toMatch(/\d+ names/)
    expect(await rowOf('backup').innerText()).toContain('auto: recorded while a guest runs')
  })

  test('tell the space that a snapshot alone holds, when that is asked for', async () => {
    await open('disk.qcow2', 'Structures')
    expect(await rowOf('before-upgrade').innerText()).toContain('disk only')
    await running.window.getByRole('button', { name: 'Measure the space they alone hold' }).click()
    await running.window.getByText('Deleting all snapshots would free').waitFor()
    // 3 MiB were written over; the snapshot has an L1 and an L2 table of its own, and is the table's last.
    await expect.poll(() => rowOf('before-upgrade').innerText()).toContain('3.19 MiB')
  })

  test('of many snapshots keep what follows in sight: their table scrolls by itself, by keys too', async () => {
    writeFileSync(at('many.qcow2'), manySnapshots())
    await open('many.qcow2', 'Structures')
    const { window } = running
    const button = window.getByRole('button', { name: 'Measure the space they alone hold' })
    const last = rowOf('night 60')
    await expect.poll(() => isInSight(button)).toBe(true)
    expect(await isInSight(last)).toBe(false)
    await window.getByRole('region', { name: 'Internal snapshots' }).focus()
    await window.keyboard.press('End')
    await expect.poll(() => isInSight(last)).toBe(true)
    expect(await isInSight(button)).toBe(true)
  })

  test('tell an encrypted image’s LUKS header without its key', async () => {
    await open('secret.qcow2', 'Structures')
    expect(await fact('Cipher')).toBe('aes-xts-plain64')
    expect(await fact('Hash')).toBe('sha256')
    expect(await running.window.getByRole('table', { name: 'Key slots' }).innerText()).toMatch(
      /0\s+active/,
    )
  })
})

describe('the check', () => {
  const check = async (): Promise<void> => {
    await running.window.getByRole('button', { name: 'Check now' }).click()
    await running.window.getByText('Image end offset').waitFor()
  }
  const theirs = (name: string): Record<string, number> =>
    JSON.parse(runQemuImg(running.folder, ['check', '--output=json', name]).stdout)

  test('finds a sound image clean, and counts what qemu-img check counts', async () => {
    await open('disk.qcow2', 'Check')
    await check()
    await running.window.getByText('Clean', { exact: true }).waitFor()
    const expected = theirs('disk.qcow2')
    const english = (value = 0) => value.toLocaleString('en')
    expect(await fact('Allocated clusters')).toContain(english(expected['allocated-clusters']))
    expect(await fact('Fragmented clusters')).toContain(english(expected['fragmented-clusters']))
    expect(await fact('Compressed clusters')).toContain(english(expected['compressed-clusters']))
    expect(await fact('Image end offset')).toContain(english(expected['image-end-offset']))
  })

  test('lists what is wrong in a damaged one with its offset, and counts the rest', async () => {
    await open('damaged.qcow2', 'Check')
    await check()
    await running.window.getByText('Corrupt', { exact: true }).waitFor()
    const expected = theirs('damaged.qcow2')
    expect(await fact('Corruptions')).toBe(String(expected['corruptions']))
    expect(await fact('Leaked clusters')).toBe(String(expected['leaks']))
    const { l2 } = new Damaged(at('damaged.qcow2'))
    const row = await rowOf(`0x${l2.toString(16)}`).innerText()
    expect(row).toContain('corruption')
    expect(row).toContain('an offset aligned to clusters')
    const rest = (expected['corruptions'] ?? 0) + (expected['leaks'] ?? 0) - 500
    await running.window.getByText(`and ${rest} more`).waitFor()
  })

  test('of a file that was cut names what is beyond its end', async () => {
    writeFileSync(at('cut.qcow2'), new Damaged(at('disk.qcow2')).bytes)
    truncateSync(at('cut.qcow2'), 9 * KIB * KIB)
    await open('cut.qcow2', 'Check')
    await check()
    await running.window.getByText('Beyond the end of the file').waitFor()
  })

  test('tells how far it is, and stops at once when it is told to', async () => {
    await open('hollow.qcow2', 'Check')
    await running.window.getByRole('button', { name: 'Check now' }).click()
    await pressAtSight(running.window, 'Cancel', / of \d.* of tables read/)
    await running.window.getByRole('button', { name: 'Check now' }).waitFor()
    // A check that went on would end with its result.
    expect(await running.window.getByText('Image end offset').count()).toBe(0)
  })

  test('goes on for the image that is open, and no longer for one that was left', async () => {
    await open('hollow.qcow2', 'Check')
    await running.window.getByRole('button', { name: 'Check now' }).click()
    await running.window.getByRole('progressbar').waitFor()
    await open('disk.qcow2', 'Check')
    await running.window.getByRole('button', { name: 'Check now' }).waitFor()
    await check()
    await running.window.getByText('Clean', { exact: true }).waitFor()
  })
})

describe('an image whose file is another by now', () => {
  const heading = (text: string) => running.window.getByText(text, { exact: false })

  test('is read again, all of it, as soon as another part of it is turned to', async () => {
    qemuImg('create', '-q', '-f', 'qcow2', at('swapped.qcow2'), '8G')
    qemuIo(at('swapped.qcow2'), ['write -P 1 0 1M'])
    qemuImg('create', '-q', '-f', 'qcow2', at('next.qcow2'), '2G')
    await open('swapped.qcow2', 'Allocation map')
    await heading('0 B – 8.00 GiB').first().waitFor()
    renameSync(at('next.qcow2'), at('swapped.qcow2'))
    await running.window.getByRole('tab', { name: 'Overview' }).click()
    await heading('Another file has taken the place of the one that was read').waitFor()
    expect(await fact('Virtual size')).toContain('2.00 GiB')
    await running.window.getByRole('tab', { name: 'Allocation map' }).click()
    await heading('0 B – 2.00 GiB').first().waitFor()
  })

  test('is seen on its map to be another, and by F5 on any part of it', async () => {
    qemuImg('create', '-q', '-f', 'qcow2', at('next.qcow2'), '3G')
    renameSync(at('next.qcow2'), at('swapped.qcow2'))
    await running.window.keyboard.press('F5')
    await heading('0 B – 3.00 GiB').first().waitFor()
    await running.window.getByRole('button', { name: 'Read the image again' }).click()
    await heading(': the file of the image has not changed.').waitFor()
    await heading('0 B – 3.00 GiB').first().waitFor()
    qemuIo(at('swapped.qcow2'), ['write -P 1 0 1M'])
    await running.window.getByRole('tab', { name: 'Structures' }).click()
    await heading('was written to since it was read').waitFor()
  })

  test('but was only written to keeps its check, and says that it is older', async () => {
    await open('swapped.qcow2', 'Check')
    await running.window.getByRole('button', { name: 'Check now' }).click()
    await running.window.getByText('Clean', { exact: true }).waitFor()
    qemuIo(at('swapped.qcow2'), ['write -P 2 8M 1M'])
    await running.window.getByRole('tab', { name: 'Overview' }).click()
    await heading('are as they were found before').waitFor()
    await running.window.getByRole('tab', { name: 'Check' }).click()
    await running.window.getByText('Clean', { exact: true }).waitFor()
  })
})

describe('from a disk of a folder', () => {
  test('each part of the inspector is a press away', async () => {
    await dropFiles(running.window, [running.folder])
    await scanned(running.window)
    await showScope(running.window, 'images')
    await rowNamed(running.window, 'disk.qcow2').click()
    const pane = details(running.window)
    await pane.getByRole('button', { name: 'Check', exact: true }).click()
    await running.window.getByRole('button', { name: 'Check now' }).waitFor()
    await running.window.getByRole('tab', { name: 'Check', selected: true }).waitFor()
  })
})

describe('in Chinese and dark', () => {
  test('a check is told in Chinese words', async () => {
    await request(running.window, 'settings:set', { language: 'zh-CN', theme: 'dark' })
    await dropFiles(running.window, [at('damaged.qcow2')])
    await running.window.getByRole('tab', { name: '检查' }).click()
    await running.window.getByRole('button', { name: '开始检查' }).click()
    await running.window.getByText('已损坏', { exact: true }).waitFor()
    await running.window.getByText('另有', { exact: false }).waitFor()
    await running.window.getByRole('tab', { name: '结构' }).click()
    await running.window.getByText('镜像头', { exact: true }).waitFor()
  })
})
