import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { qemuIo } from '../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../../helpers/scan/node-view.ts'
import { scanTree } from '../../helpers/scan/scan-tree.ts'
import { entriesOf } from '../../helpers/scan/scans.ts'

const MIB = 1024 ** 2

/** A qcow2 of 8 MiB with its data in a file that it names so, of which 4 MiB are written. */
function makeImage(folder: string, name: string, dataFile: string): void {
  const options = `data_file=${dataFile}`
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, name, `${8 * MIB}`)
  qemuIo(resolve(folder, dataFile), [`write -q -P 7 0 ${4 * MIB}`], 'raw')
}

function scanned(root: string) {
  const { view } = scanOfTree(liveTree(root))
  const roles = new Map(entriesOf(scanTree(liveTree(root))).map((one) => [one.path, one.role]))
  return { view, roles }
}

test('the data file of a qcow2 is the data of that image, by whatever name it has it', () => {
  const root = temporaryFolder()
  mkdirSync(join(root, 'more'))
  makeImage(root, 'near.qcow2', join(root, 'near.data'))
  makeImage(join(root, 'more'), 'own.qcow2', 'own.data')
  writeFileSync(join(root, 'notes.data'), 'x'.repeat(5000))
  const { view, roles } = scanned(root)
  expect(roles.get('near.data')).toBe('qcow2.data')
  expect(roles.get('more/own.data')).toBe('qcow2.data')
  expect(roles.get('notes.data')).toBe('unknown')
  expect(view.images.map(({ id, dataOf }) => [id, dataOf])).toEqual([
    ['more/own.data', 'more/own.qcow2'],
    ['more/own.qcow2', undefined],
    ['near.data', 'near.qcow2'],
    ['near.qcow2', undefined],
  ])
  const { totals, others } = view
  expect([totals.imageCount, totals.imageParts]).toEqual([2, 2])
  expect(totals.imageVirtualBytes).toBe(16 * MIB)
  const paths = view.images.map(({ id }) => lstatSync(join(root, id)).blocks * 512)
  expect(totals.byKind.images).toBe(paths.reduce((sum, bytes) => sum + bytes, 0))
  expect(others.listed.filter(({ type }) => type === 'file').map(({ path }) => path)).toEqual([
    'notes.data',
  ])
})

test('an image that another names as its data file stays an image and is judged as one', () => {
  const root = temporaryFolder()
  qemuImg(root, 'create', '-q', '-f', 'qcow2', '-u', '-F', 'raw', '-b', '/etc/shadow', 'bad', '8M')
  makeImage(root, 'claims.qcow2', 'own')
  const header = readFileSync(join(root, 'claims.qcow2'))
  header.write('bad', header.indexOf('own'))
  writeFileSync(join(root, 'claims.qcow2'), header)
  const { view, roles } = scanned(root)
  expect(roles.get('bad')).toBe('image')
  const told = view.findings.filter(({ subject }) => subject.path === 'bad')
  expect(told.map(({ severity }) => severity)).toContain('high')
})
