import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg, qemuIo } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { stubOpenDialog } from '../helpers/window/dialogs.ts'
import { details, dropFiles, filterTable, rowNamed, scanned } from '../helpers/window/explorer.ts'

const running = appWindow()
const uuid = '8d1f4cc8-f449-4feb-b721-49111e63c410'
const at = (...names: readonly string[]): string => join(running.folder, ...names)

beforeAll(() => {
  // A base that was moved away after the overlays were made.
  mkdirSync(at('elsewhere'))
  mkdirSync(at('instances', uuid), { recursive: true })
  mkdirSync(at('instances/_base'))
  qemuImg('create', '-q', '-f', 'qcow2', at('elsewhere/moved.qcow2'), '1G')
  qemuImg('create', '-q', '-f', 'raw', at('elsewhere/large.raw'), '3G')
  const recorded = '/var/lib/nova/instances/_base/moved'
  const create = ['create', '-q', '-u', '-f', 'qcow2', '-b', recorded, '-F', 'qcow2']
  qemuImg(...create, at('instances', uuid, 'disk'), '4G')
  qemuImg(...create, at('dropped.qcow2'), '2G')
})

describe('a member that is not where the image names it', () => {
  test('of a node is located, and the chain is whole with it', async () => {
    const { window } = running
    await dropFiles(window, [at('instances')])
    await scanned(window)
    await filterTable(window, uuid)
    await window.locator('[data-twisty]').first().click()
    await rowNamed(window, 'disk').click()
    await details(window).getByText('The file that the last layer names is not here.').waitFor()
    await stubOpenDialog(running.app, at('elsewhere/moved.qcow2'))
    await details(window).getByRole('button', { name: 'Locate it…' }).click()
    await details(window).getByText('The chain ends with the file that you located.').waitFor()
    await details(window).getByText('located by you').waitFor()
    const located = `--locate /var/lib/nova/instances/_base/moved=${at('elsewhere/moved.qcow2')} `
    await details(window).getByText(`out/cli.cjs export ${located}`).waitFor()
    // The host still looks for it where it is not.
    await details(window).getByRole('heading', { name: 'Backing file is missing' }).waitFor()
    await details(window).getByText('its name is moved.qcow2, and moved is recorded').waitFor()
    await details(window).getByRole('button', { name: 'Undo' }).click()
    await details(window).getByText('The file that the last layer names is not here.').waitFor()
  })

  test('of a dropped image is located likewise; a closed dialog changes nothing', async () => {
    const { window } = running
    await dropFiles(window, [at('dropped.qcow2')])
    const page = window.getByRole('main', { name: 'Image inspector' })
    const locate = page.getByRole('button', { name: 'Locate it…' })
    await locate.waitFor()
    await page.getByRole('heading', { name: 'Backing file was not opened' }).waitFor()
    await page.getByText('The next file lies outside of what was opened.').waitFor()
    expect(await page.locator('[data-severity=high]').count()).toBe(0)
    const asked = await stubOpenDialog(running.app, undefined)
    await locate.click()
    // Before the next choice is laid out for it.
    await asked()
    await locate.waitFor()
    await stubOpenDialog(running.app, at('elsewhere/moved.qcow2'))
    await locate.click()
    await page.getByText('The chain ends with the file that you located.').waitFor()
    await stubOpenDialog(running.app, at('elsewhere/large.raw'))
    await page.getByRole('button', { name: 'Choose another…' }).click()
    for (const doubt of [
      'its name is large.raw, and moved is recorded',
      'its format is raw, and qcow2 is recorded',
      'its virtual size, 3.00 GiB, is larger than the 2.00 GiB of what stands on it',
    ]) {
      await page.getByText(doubt).waitFor()
    }
    expect(await page.getByText('The chain is whole, down to its base.').count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await locate.waitFor()
  })

  test('in the midst of a chain is taken back at its own layer, and the end is not said to be located', async () => {
    const { window, app } = running
    const over = (name: string, below: string) =>
      qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', below, '-F', 'qcow2', at(name), '1G')
    qemuImg('create', '-q', '-f', 'qcow2', at('lowest.qcow2'), '1G')
    over('elsewhere/lower.qcow2', at('lowest.qcow2'))
    over('elsewhere/upper.qcow2', '/gone/lower.qcow2')
    over('top.qcow2', '/gone/upper.qcow2')
    await dropFiles(window, [at('top.qcow2'), at('lowest.qcow2')])
    const page = window.getByRole('main', { name: 'Image inspector' })
    for (const name of ['upper', 'lower']) {
      await stubOpenDialog(app, at(`elsewhere/${name}.qcow2`))
      await page.getByRole('button', { name: 'Locate it…' }).click()
      await page
        .getByRole('listitem')
        .filter({ hasText: `/gone/${name}` })
        .getByText('Undo')
        .waitFor()
    }
    await page.getByText('The chain is whole with 2 files that you located.').waitFor()
    expect(await page.getByText('The chain ends with the file that you located.').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(2)
    const lower = page.getByRole('listitem').filter({ hasText: '/gone/lower' })
    await lower.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Locate it…' }).waitFor()
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1)
  })

  test('of a VMDK is an extent, and its map has the data when all of them are located', async () => {
    const { window } = running
    qemuImg('create', '-q', '-f', 'vmdk', '-o', 'subformat=monolithicFlat', at('flat.vmdk'), '64M')
    qemuIo(at('flat.vmdk'), ['write -P 7 0 4M'], 'vmdk')
    renameSync(at('flat-flat.vmdk'), at('elsewhere/moved-data'))
    await dropFiles(window, [at('flat.vmdk')])
    const page = window.getByRole('main', { name: 'Image inspector' })
    await page.getByRole('heading', { name: 'flat.vmdk', level: 2 }).waitFor()
    const locate = page.getByRole('button', { name: 'Locate it…' })
    writeFileSync(at('elsewhere/short'), new Uint8Array(1 << 20))
    await stubOpenDialog(running.app, at('elsewhere/short'))
    await locate.click()
    await page.getByText('it holds 1.00 MiB of the disk, and the extent has 64.0 MiB').waitFor()
    await page.getByText('It is not exported: a file that you located is not').waitFor()
    await stubOpenDialog(running.app, at('elsewhere/moved-data'))
    await page.getByRole('button', { name: 'Choose another…' }).click()
    await page.getByText('its name is moved-data, and flat-flat.vmdk is recorded').waitFor()
    await locate.waitFor({ state: 'detached' })
    await expect.poll(() => page.getByText(/Allocated in other files/).count()).toBe(1)
    await page.getByRole('tab', { name: 'Allocation map' }).click()
    await page.getByRole('application').waitFor()
    expect(await page.getByText(/which is not here, or outside of what was opened/).count()).toBe(0)
    await page.getByRole('tab', { name: 'Overview' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await locate.waitFor()
  })

  test('is located for a name with a protocol too, but not for a description of a part of a file', async () => {
    const { window } = running
    const create = (name: string, below: string) =>
      qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', below, '-F', 'qcow2', at(name), '1G')
    create('ceph.qcow2', 'rbd:vms/gone_disk:id=cinder')
    create(
      'part.qcow2',
      'json:{"driver":"raw","offset":512,"file":{"driver":"file","filename":"x"}}',
    )
    await dropFiles(window, [at('part.qcow2')])
    const page = window.getByRole('main', { name: 'Image inspector' })
    await page.getByText('The next layer is reached by “json”').waitFor()
    expect(await page.getByRole('button', { name: 'Locate it…' }).count()).toBe(0)
    await dropFiles(window, [at('ceph.qcow2')])
    await page.getByText('The next layer is reached by “rbd”').waitFor()
    await stubOpenDialog(running.app, at('elsewhere/moved.qcow2'))
    await page.getByRole('button', { name: 'Locate it…' }).click()
    await page.getByText('The chain ends with the file that you located.').waitFor()
    const located = `--locate rbd:vms/gone_disk:id=cinder=${at('elsewhere/moved.qcow2')} `
    await page.getByText(`out/cli.cjs export ${located}`).waitFor()
    expect(await page.getByText('This may be another file than was meant').count()).toBe(0)
  })

  test('is asked for in the folder of the image, not where its name leads', async () => {
    const { window, app } = running
    qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', '/net/dead/base', '-F', 'raw', at('x'), '1G')
    await dropFiles(window, [at('x')])
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = async (...args: readonly unknown[]) => {
        Object.assign(globalThis, { asked: args.at(-1) })
        return { canceled: true, filePaths: [] }
      }
    })
    const page = window.getByRole('main', { name: 'Image inspector' })
    await page.getByRole('heading', { name: 'x', level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Locate it…' }).click()
    await expect
      .poll(() => app.evaluate(() => Reflect.get(globalThis, 'asked')))
      .toMatchObject({ defaultPath: running.folder })
  })

  test('that is the image itself is refused with a sentence, and can be located still', async () => {
    const { window, app } = running
    qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', 'mid', '-F', 'qcow2', at('itself'), '1G')
    await dropFiles(window, [at('itself')])
    const page = window.getByRole('main', { name: 'Image inspector' })
    await page.getByRole('heading', { name: 'itself', level: 2 }).waitFor()
    await stubOpenDialog(app, at('itself'))
    await page.getByRole('button', { name: 'Locate it…' }).click()
    await page.getByText(/^This file was not taken: it is the image itself/).waitFor()
    await page.getByRole('heading', { name: 'Backing file was not opened' }).waitFor()
    expect(await page.locator('[data-severity=high]').count()).toBe(0)
    await page.getByRole('button', { name: 'Locate it…' }).waitFor()
  })

  test('that is gone again is said to be located, and can be taken back', async () => {
    const { window, app } = running
    qemuImg('create', '-q', '-f', 'qcow2', at('elsewhere/fleeting'), '1G')
    qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', 'gone', '-F', 'qcow2', at('fleet'), '1G')
    await dropFiles(window, [at('fleet')])
    const page = window.getByRole('main', { name: 'Image inspector' })
    await page.getByRole('heading', { name: 'fleet', level: 2 }).waitFor()
    await stubOpenDialog(app, at('elsewhere/fleeting'))
    await page.getByRole('button', { name: 'Locate it…' }).click()
    await page.getByText('The chain ends with the file that you located.').waitFor()
    rmSync(at('elsewhere/fleeting'))
    mkdirSync(at('elsewhere/fleeting'))
    await window.keyboard.press('F5')
    await page.getByText('The file that the last layer names is not here.').waitFor()
    await page.getByText('A folder has its name.').waitFor()
    await page.getByText('located by you').waitFor()
    await page.getByRole('button', { name: 'Choose another…' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Locate it…' }).waitFor()
  })

  test('that is no regular file is refused with a sentence', async () => {
    const { window } = running
    execFileSync('mkfifo', [at('pipe')])
    await stubOpenDialog(running.app, at('pipe'))
    await window.getByRole('button', { name: 'Locate it…' }).click()
    await window.getByText('This is neither a folder nor a regular file').first().waitFor()
  })
})
