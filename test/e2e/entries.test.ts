import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { COMPUTE, writeIcehouseCompute } from '../helpers/trees/seed-compute.ts'
import { STORE, writeIcehouseController } from '../helpers/trees/seed-controller.ts'
import { RBD, writeRbdNode } from '../helpers/trees/seed-rbd.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'
import { details, openSample, rowNamed, rows, scanned } from '../helpers/window/explorer.ts'

const folder = temporaryFolder()
let running: RunningApp

async function open(path?: string): Promise<Page> {
  running = await launchApp(path === undefined ? {} : { args: [path] })
  if (path === undefined) await openSample(running.window)
  else await scanned(running.window)
  return running.window
}

const text = async (window: Page): Promise<string> => (await details(window).textContent()) ?? ''

describe('a compute node on Icehouse', () => {
  let window: Page
  beforeAll(async () => {
    const path = join(folder, 'compute')
    writeIcehouseCompute(path)
    window = await open(path)
  })
  afterAll(() => running.close())

  test('lists its instances, and names the one whose libvirt.xml is there', async () => {
    await expect.poll(() => rows(window).count()).toBe(COMPUTE.folders.length)
    await rowNamed(window, 'instance-00000113').click()
    await details(window).getByText('2014.1.3').waitFor()
    await expect
      .poll(() => text(window))
      .toMatch(/fa:16:3e:30:ef:bf.*qbr22e7133a-ef → tap22e7133a-ef/)
  })

  test('leads from the disk to the base that it stands on', async () => {
    await details(window)
      .getByRole('button', { name: /^disk\s*qcow2/ })
      .click()
    const line = details(window).getByRole('list').filter({ hasText: 'written over the base' })
    await expect.poll(() => line.textContent()).toContain('of 120 GiB')
    await line.getByRole('button', { name: COMPUTE.base }).click()
    await details(window).getByRole('heading', { name: COMPUTE.base }).waitFor()
  })
})

describe('a node whose disks lie in Ceph', () => {
  let window: Page
  beforeAll(async () => {
    const path = join(folder, 'rbd')
    writeRbdNode(path)
    window = await open(path)
  })
  afterAll(() => running.close())

  test('says in the overview what images_type means', async () => {
    // The overview is drawn once the whole of the scan is in the window.
    await details(window).getByRole('heading', { name: 'Configuration' }).click()
    await details(window).getByText('images_type', { exact: true }).waitFor()
    await expect.poll(() => text(window)).toMatch(/images_typerbdDisks are images in Ceph/)
    await expect.poll(() => text(window)).toContain('/etc/ceph/ceph.conf')
  })

  test('says of its instance that the root disk is not here, and where it is', async () => {
    await expect.poll(() => rows(window).first().textContent()).toContain('Ceph RBD, pool rbd')
    await rows(window).first().click()
    await details(window).getByText(`rbd:rbd/${RBD.instance}_disk`).waitFor()
    await expect.poll(() => text(window)).toContain('So says images_type in nova.conf')
  })
})

test("the controller's store is where glance-api.conf says, and no secret of it is in the page", async () => {
  const path = join(folder, 'controller')
  writeIcehouseController(path)
  const window = await open(path)
  await expect.poll(() => text(window)).toContain('/var/lib/glance/images')
  const page = await window.content()
  for (const secret of ['mq4smtest', 'glance4smtest', 'a86850deb2742ec3cb41518e26aa2d89']) {
    expect(page).not.toContain(secret)
  }
  await window.locator('[data-scope=images]').click()
  await expect.poll(() => rows(window).count()).toBe(Object.keys(STORE.lengths).length)
  await running.close()
})

test('the sample node shows flavors and projects when they are asked for', async () => {
  const window = await open()
  await window.getByRole('button', { name: 'Columns' }).click()
  await window.getByRole('menuitemcheckbox', { name: 'Flavor' }).click()
  await window.getByRole('menuitemcheckbox', { name: 'Project' }).click()
  await window.keyboard.press('Escape')
  await rowNamed(window, 'db-01').click()
  const row = () => rowNamed(window, 'db-01').textContent()
  await expect.poll(row).toMatch(/d1\.xlarge.*shop/)
  await expect.poll(() => text(window)).toMatch(/rbd:volumes\/volume-/)
  await running.close()
})
