import { readFileSync, renameSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import {
  BASE,
  DISK,
  INSTANCES,
  type SmallNode,
  smallNode,
} from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
/** What the only instance lacks, and what the table for the terminal says that it needs. */
function lackOf(root: string) {
  const { stdout } = cli.run(['scan', '-f', 'json', root])
  const [instance] = nodeReportSchema.parse(JSON.parse(stdout)).instances
  const { broken, lacking, needs, movedBytes } = instance?.migration ?? {}
  const [, table = ''] = cli.run(['scan', root]).stdout.split('NEEDS BESIDE\n')
  return { broken, lacking, needs, movedBytes, text: table.split('\n\n')[0] ?? '' }
}

/** A disk that keeps its data in a file of this name; qemu-img makes it by one as long that it can write. */
function dataFileOf(spoiled: SmallNode, path: string, name: string): void {
  const made = 'x'.repeat(name.length)
  spoiled.make('qcow2', path, '8M', '-o', `data_file=${made}`)
  const at = readFileSync(spoiled.path(path)).indexOf(made)
  spoiled.patch(path, at, ...Buffer.from(name))
  rmSync(spoiled.path(made))
}

test.each([
  ['that is there', true, ''],
  ['that is not there', false, ''],
  ['outside of what was opened', true, INSTANCES],
])('one of the host’s own files %s is no part of a disk that names it', (_, isThere, opened) => {
  const spoiled = smallNode()
  if (isThere) spoiled.write('etc/shadow', 'secret')
  spoiled.overlay('/etc/shadow')
  const { broken, lacking, needs, movedBytes, text } = lackOf(spoiled.path(opened))
  const path = DISK.slice(opened === '' ? 0 : opened.length + 1)
  expect(broken).toEqual([path])
  expect(lacking).toEqual([{ path, state: 'refused', recorded: '/etc/shadow' }])
  expect(needs?.filter((one) => one.endsWith('shadow'))).toEqual([])
  expect(movedBytes).toBeNull()
  expect(text).toContain(
    "disk names /etc/shadow, one of the host's own files: never to be copied along",
  )
  expect(text).not.toContain('lacks')
})

test('a base that names one of them makes the disk above it none to be copied either', () => {
  const spoiled = smallNode()
  spoiled.make('qcow2', BASE, '8M', '-u', '-F', 'raw', '-b', '/etc/shadow')
  spoiled.overlay(`/${BASE}`, 'qcow2')
  const { lacking, needs } = lackOf(spoiled.root)
  expect(lacking).toEqual([{ path: DISK, state: 'refused', recorded: '/etc/shadow' }])
  expect(needs).toContain(BASE)
})

test('what lacks a base says which file that is, not the one that is here', () => {
  const spoiled = smallNode()
  spoiled.make('qcow2', BASE, '8M', '-u', '-F', 'raw', '-b', `/${INSTANCES}/_base/gone`)
  spoiled.overlay(`/${BASE}`, 'qcow2')
  const { lacking, text } = lackOf(spoiled.root)
  const gone = `/${INSTANCES}/_base/gone`
  expect(lacking).toEqual([{ path: DISK, state: 'missing', recorded: gone }])
  expect(text).toContain(`disk lacks ${gone}`)
})

test('a disk that stands on itself lacks no file', () => {
  const spoiled = smallNode()
  spoiled.overlay(`/${DISK}`, 'qcow2')
  expect(lackOf(spoiled.root).text).toContain(`disk stands on itself, by /${DISK}`)
})

test.each([
  ['is not there', '/srv/gone.data', 'missing', 'disk lacks /srv/gone.data'],
  ['is one of the host’s own', '/etc/shadow', 'refused', 'disk names /etc/shadow, one of'],
])('a disk whose external data file %s is not whole', (_, name, state, said) => {
  const spoiled = smallNode()
  spoiled.write('etc/shadow', 'secret')
  dataFileOf(spoiled, DISK, name)
  const { broken, lacking, needs, movedBytes, text } = lackOf(spoiled.root)
  expect([broken, movedBytes]).toEqual([[DISK], null])
  expect(lacking).toEqual([{ path: DISK, state, recorded: name }])
  expect(needs).not.toContain('etc/shadow')
  expect(text).toContain(said)
})

test('nor is one above a base that has its data in a file that is not there, until it is', () => {
  const spoiled = smallNode()
  spoiled.make('qcow2', BASE, '8M', '-o', `data_file=${spoiled.path(`${INSTANCES}/b.data`)}`)
  spoiled.overlay(`/${BASE}`, 'qcow2')
  expect(lackOf(spoiled.root)).toMatchObject({ broken: [], lacking: [] })
  renameSync(spoiled.path(`${INSTANCES}/b.data`), spoiled.path('elsewhere'))
  expect(lackOf(spoiled.root).lacking).toMatchObject([{ path: DISK, state: 'missing' }])
})

test('nor is one of which an extent is not there', () => {
  const spoiled = smallNode()
  spoiled.make('vmdk', DISK, '8M', '-o', 'subformat=monolithicFlat')
  spoiled.diskInfo({ disk: 'vmdk' })
  spoiled.domain({ disk: 'vmdk' })
  expect(lackOf(spoiled.root)).toMatchObject({ broken: [] })
  rmSync(spoiled.path(`${DISK}-flat.vmdk`), { force: true })
  rmSync(spoiled.path(`${DISK}-flat`), { force: true })
  expect(lackOf(spoiled.root).lacking).toMatchObject([{ path: DISK, state: 'missing' }])
})
