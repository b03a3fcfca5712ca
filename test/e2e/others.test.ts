import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeSampleNode } from '../../electron/sample/write.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { launchApp } from '../helpers/window/electron-app.ts'
import { details, filterTable, rowNamed, rows, scanned } from '../helpers/window/explorer.ts'

const root = join(temporaryFolder(), 'node')
const INSTANCES = 'var/lib/nova/instances'

test('what is neither an instance’s, nor a base, nor an image has a table, to which the overview leads', async () => {
  mkdirSync(root)
  writeSampleNode(root)
  mkdirSync(join(root, INSTANCES, 'backup-old'))
  writeFileSync(join(root, INSTANCES, 'backup-old/big.dump'), 'x'.repeat(2 << 20))
  const options = ['-o', 'preallocation=full']
  qemuImg(root, 'create', '-q', '-f', 'qcow2', ...options, `${INSTANCES}/kept.qcow2`, '1M')
  const { window, close } = await launchApp({ args: [root] })
  try {
    await scanned(window)
    await details(window).getByText('By kind', { exact: true }).click()
    await details(window).getByRole('button', { name: 'Other', exact: true }).click()
    // The largest comes first, and is called unknown.
    const first = rows(window).first()
    await expect
      .poll(() => first.textContent())
      .toMatch(/big\.dump.*backup-old.*Not known.*2\.00 MiB/)
    await first.click()
    await details(window).getByText(`${INSTANCES}/backup-old/big.dump`).waitFor()
    await details(window).getByText('Regular file').waitFor()
    const xml = readdirSync(join(root, 'etc/libvirt/qemu')).filter((name) => name.endsWith('.xml'))
    await window.getByText(`The XML of ${xml.length} domains, `).waitFor()
    await first.click({ button: 'right' })
    await window.getByRole('menuitem', { name: 'Add to the selection' }).click()
    const bar = window.getByRole('region', { name: 'Selection' })
    await bar.getByText('2.00 MiB').waitFor()
    await window.keyboard.press('F5')
    await scanned(window)
    await bar.getByText('1 selected').waitFor()
    await window.keyboard.press('Escape')
    await bar.waitFor({ state: 'detached' })
    const image = rowNamed(window, 'kept.qcow2')
    await image.getByText('qcow2 image').waitFor()
    await image.click()
    await details(window).getByText('qcow2 image, 1.00 MiB virtual.').waitFor()
    await filterTable(window, 'compute_nodes')
    await rowNamed(window, 'compute_nodes').waitFor()
    await expect.poll(() => rows(window).count()).toBe(1)
  } finally {
    await close()
  }
})
