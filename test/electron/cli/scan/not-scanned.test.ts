import { execFileSync } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'
import type { NodeReport } from '../../../../shared/report/schema/schema.ts'
import { duOf } from '../../../helpers/programs/du.ts'
import { domainXml, IMAGE, INSTANCES, UUID } from '../../../helpers/trees/small-node.ts'
import { writtenTree } from '../../../helpers/trees/written-tree.ts'
import { cliOfTests } from '../built-cli.ts'

const MIB = 1024 ** 2
const { at, write } = writtenTree()
const cli = cliOfTests()

/** A host whose disk is full of other things than instances. */
beforeAll(() => {
  write('host/etc/nova/nova.conf', '[DEFAULT]\nhost = host-a\n')
  write('host/etc/libvirt/qemu/one.xml', domainXml(1, UUID, { disk: 'qcow2' }, IMAGE))
  write(`host/${INSTANCES}/${UUID}/console.log`, 'x'.repeat(5000))
  write('host/var/lib/libvirt/qemu/dump/one.core', new Uint8Array(3 * MIB))
  write('host/var/log/nova/nova-compute.log', new Uint8Array(2 * MIB))
  write('copy/_base/x', '')
})

const run = (...args: readonly string[]) => cli.run(args).stdout
const storageOf = (...paths: readonly string[]) => {
  const report: NodeReport = JSON.parse(run('scan', '-f', 'json', ...paths.map(at)))
  return { report, used: report.storage?.fileSystems[0] }
}

test('tells what of the file system is used by what was not scanned', () => {
  const { report, used } = storageOf('host')
  const { totalBytes, freeBytes, notScannedBytes } = used ?? {}
  const { allocatedBytes, directoryBytes } = report.totals
  const scanned = allocatedBytes + directoryBytes
  expect(notScannedBytes).toBe((totalBytes ?? 0) - (freeBytes ?? 0) - scanned)
  expect(notScannedBytes).toBeGreaterThan(5 * MIB)
})

test('names the usual folders that are there, as du has them, and counts them in no sum', () => {
  const { report, used } = storageOf('host')
  const folders = ['var/lib/libvirt/qemu/dump', 'var/log']
  expect(used?.notScanned).toEqual(
    folders.map((path) => ({
      path,
      allocatedBytes: duOf(at(`host/${path}`)),
      atLeast: false,
    })),
  )
  expect(report.totals.allocatedBytes).toBeLessThan(MIB)
})

test('says so in the text, below what is free', () => {
  const text = run('scan', at('host'))
  expect(text).toMatch(
    /^Free .*\nNot scanned +\S+ \S+ +used there by what was not scanned, or deleted and still open \(lsof \+L1\): var\/lib\/libvirt\/qemu\/dump 3\.\d+ MiB, var\/log 2\.\d+ MiB, among others$/m,
  )
})

test('says nothing of the file system that a copy or a folder of images is on', () => {
  expect(storageOf('copy').used?.notScannedBytes).toBeNull()
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', at('copy/_base/y.qcow2'), '1M'])
  expect(storageOf('copy/_base').used?.notScannedBytes).toBeNull()
})

test('says nothing where not all was seen that may be on it', () => {
  const { used, report } = storageOf('host', 'nowhere')
  expect(report.scan.partial).toBe(true)
  expect(used?.notScannedBytes).toBeNull()
})
