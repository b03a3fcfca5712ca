import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { parseCsv } from '../../../helpers/csv.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = join(temporaryFolder(), 'images')
const MiB = 2 ** 20
const cli = cliOfTests()

beforeAll(() => {
  mkdirSync(folder)
  const qcow2 = ['create', '-q', '-f', 'qcow2']
  qemuImg(folder, ...qcow2, '-o', 'data_file=df.raw,data_file_raw=on', 'df.qcow2', '8M')
  qemuImg(folder, ...qcow2, 'alone.qcow2', '16M')
  qemuImg(folder, 'create', '-q', '-f', 'vmdk', '-o', 'subformat=monolithicFlat', 'f.vmdk', '32M')
}, 120_000)

function scan(format: string): string {
  return cli.run(['scan', '--format', format, folder]).stdout
}

test('a file with the data of an image is a row that says whose, and counts with that image', () => {
  const { totals, images } = nodeReportSchema.parse(JSON.parse(scan('json')))
  const holders = images.map(({ name, dataOf }) => [name, dataOf])
  expect(Object.fromEntries(holders)).toEqual({
    'alone.qcow2': null,
    'df.qcow2': null,
    'df.raw': 'df.qcow2',
    'f.vmdk': null,
    'f-flat.vmdk': 'f.vmdk',
  })
  expect(totals).toMatchObject({ images: 3, imageParts: 2, imageVirtualBytes: 56 * MiB })
  expect(totals.images + totals.imageParts).toBe(images.length)
})

test('the tables say the same', () => {
  const table = scan('table')
  expect(table).toMatch(/^Virtual {2,}56\.0 MiB {2}3 images$/m)
  expect(table).toMatch(/^ {2}images .* 3 images, and 2 files with the data of images$/m)
  expect(table).toMatch(/^df\.raw \(data of df\.qcow2\) /m)
  const [header = [], ...rows] = parseCsv(scan('csv-images'))
  const at = header.indexOf('data_of')
  expect(rows.map((row) => row[at]).filter(Boolean)).toEqual(['df.qcow2', 'f.vmdk'])
})
