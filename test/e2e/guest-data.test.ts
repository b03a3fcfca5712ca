import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { logged } from '../helpers/images/vhdx-log.ts'
import { makeDisk } from '../helpers/programs/sfdisk.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { dropFiles } from '../helpers/window/explorer.ts'

const running = appWindow()
const at = (name: string): string => join(running.folder, name)

beforeAll(() => {
  const table = 'label: gpt\nsize=9M,type=U,name=EFI\ntype=L,name=rootfs\n'
  makeDisk(at('cloud.raw'), 64 << 20, table)
  const options = ['-quiet', '-R', '-J', '-V', 'config-2', '-o', at('disk.config')]
  execFileSync('genisoimage', [...options, import.meta.filename])
  qemuImg('create', '-q', '-f', 'vhdx', '-o', 'block_size=1M', at('cut-off.vhdx'), '8M')
  const bytes = new Uint8Array(readFileSync(at('cut-off.vhdx')))
  writeFileSync(at('cut-off.vhdx'), logged(bytes, 2))
})

const inspector = () => running.window.getByRole('main', { name: 'Image inspector' })

async function structuresOf(name: string): Promise<void> {
  await dropFiles(running.window, [at(name)])
  await inspector().getByRole('heading', { name, level: 2 }).waitFor()
  await inspector().getByRole('tab', { name: 'Structures' }).click()
}

describe('the structures of a file that was dropped', () => {
  test('are its partitions where it is a raw disk', async () => {
    await structuresOf('cloud.raw')
    const table = inspector().getByRole('table', { name: 'Partitions' })
    await table.getByRole('row', { name: '1 0x100000 9.00 MiB EFI System EFI' }).waitFor()
    await table.getByRole('row', { name: 'Linux filesystem rootfs' }).waitFor()
    await inspector().getByText('First header sound, copy at the end sound').waitFor()
  })

  test('are its volume where it is a config drive', async () => {
    await structuresOf('disk.config')
    await inspector().getByText('config-2', { exact: true }).waitFor()
    await inspector().getByText('ISO 9660 · Joliet, level 3 · Rock Ridge').waitFor()
  })

  test('say of a VHDX that its log has to be replayed', async () => {
    await structuresOf('cut-off.vhdx')
    await inspector().getByText('Log', { exact: true }).click()
    await inspector().getByText('to be replayed: the image is not consistent until then').waitFor()
  })
})
