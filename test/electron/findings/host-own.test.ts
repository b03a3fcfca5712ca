import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { expect, test } from 'vitest'
import { callsUnder, straceNode } from '../../helpers/programs/strace.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
  smallNode,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { cliOfTests } from '../cli/built-cli.ts'

const cli = cliOfTests()
const SECRET = 'secret'.repeat(1000)

interface Report {
  readonly instances: readonly {
    readonly uuid: string
    readonly migration: { readonly needs: readonly string[]; readonly broken: readonly string[] }
    readonly disks: readonly { readonly backing: { readonly state: string } | null }[]
  }[]
  readonly bases: readonly { readonly name: string; readonly usedBy: readonly unknown[] }[]
  readonly findings: readonly {
    readonly code: string
    readonly severity: string
    readonly path: string
  }[]
}

function report({ root }: SmallNode, ...args: readonly string[]): Report {
  const { status, stdout } = cli.run(['scan', root, '-f', 'json', ...args])
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

test.each([
  ['its name', 'etc/shadow', '/etc/shadow'],
  ['a name with dots', 'etc/shadow', '/var/../etc/./shadow'],
  ['where a relative name leads', 'etc/shadow', '../../../../../etc/shadow'],
  ['where a symlink in the cache leads', 'etc/shadow', `/${INSTANCES}/_base/link`],
  ['where one of a base’s name leads', 'root/a', `/${INSTANCES}/_base/${'a'.repeat(40)}`],
  [
    'its name, as a file that the scan reads by itself',
    'etc/nova/nova.conf',
    '/etc/nova/nova.conf',
  ],
  ['the folder of keys', 'var/lib/nova/.ssh/id_rsa', '/var/lib/nova/.ssh/id_rsa'],
  ['the folder of libvirt’s', 'var/lib/libvirt/secrets/a.b64', '/var/lib/libvirt/secrets/a.b64'],
])('a scan leaves the host’s own file that a disk names as it is, by %s', (_, file, name) => {
  const spoiled = smallNode()
  spoiled.write(file, file.endsWith('.conf') ? '[DEFAULT]\n' : SECRET)
  symlinkSync('/etc/shadow', spoiled.path(`${INSTANCES}/_base/link`))
  symlinkSync('/root/a', spoiled.path(`${INSTANCES}/_base/${'a'.repeat(40)}`))
  spoiled.overlay(name)
  const args = [cli.path, 'scan', spoiled.root, '-f', 'json']
  const { status, stdout, calls } = straceNode(args)
  expect(status).toBe(0)
  const found: Report = JSON.parse(stdout)
  expect(found.instances[0]?.disks[0]?.backing?.state).toBe('refused')
  expect(found.instances[0]?.migration).toMatchObject({ broken: [DISK] })
  expect(found.instances[0]?.migration.needs).not.toContain(file)
  const told = found.findings.filter(({ code }) => code === 'backing-no-base')
  expect(told).toMatchObject([{ severity: 'high', path: DISK }])
  const opened = callsUnder(calls, spoiled.path(file)).filter((call) => / open(at)?\(/.test(call))
  // Configuration is read for what it says of the node.
  if (!file.endsWith('.conf')) expect(opened).toEqual([])
})

test('what an image in Glance or a base names of the host is told once, by what it is', () => {
  const spoiled = smallNode()
  spoiled.write('etc/shadow', SECRET)
  spoiled.make('qcow2', BASE, '8M', '-u', '-F', 'raw', '-b', '/etc/shadow')
  spoiled.overlay(`/${BASE}`, 'qcow2')
  const { findings } = report(spoiled)
  const high = findings.filter(({ severity }) => severity === 'high')
  expect(high.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
    `backing-in-image ${BASE}`,
    `backing-no-base ${DISK}`,
  ])
})

test('an external data file that is the host’s own belongs to no disk', () => {
  const spoiled = smallNode()
  const named = 'XetcXshadow'
  spoiled.write('etc/shadow', SECRET)
  spoiled.make('qcow2', DISK, '1M', '-o', `data_file=${named},data_file_raw=on`)
  const at = readFileSync(spoiled.path(DISK)).indexOf(named)
  spoiled.patch(DISK, at, ...Buffer.from('/etc/shadow'))
  const { status, stdout, calls } = straceNode([cli.path, 'scan', spoiled.root, '-f', 'json'])
  expect(status).toBe(0)
  const found: Report = JSON.parse(stdout)
  expect(found.instances[0]?.migration.needs).not.toContain('etc/shadow')
  expect(callsUnder(calls, spoiled.path('etc/shadow')).filter((call) => /open/.test(call))).toEqual(
    [],
  )
})

test('instances that root keeps in its home stand on its cache, and on each other’s folders, as ever', () => {
  const spoiled = smallNode()
  const home = 'root/data/nova/instances'
  spoiled.write('etc/nova/nova.conf', `[DEFAULT]\ninstances_path=/${home}\n`)
  mkdirSync(spoiled.path('root/data/nova'), { recursive: true })
  const name = BASE.replace(INSTANCES, home)
  spoiled.overlay(`/${name}`)
  spoiled.run('mv', INSTANCES, home)
  const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)
  spoiled.write(DOMAIN, xml.replaceAll(INSTANCES, home))
  const found = report(spoiled)
  expect(found.instances[0]?.disks[0]?.backing?.state).toBe('complete')
  expect(found.instances[0]?.migration.needs).toContain(name)
  expect(found.findings.filter(({ severity }) => severity !== 'info')).toEqual([])
  const kept = `${home}/${UUID}_resize/disk`
  spoiled.write(kept, '')
  spoiled.make('qcow2', kept, '16M', '-u', '-F', 'raw', '-b', `/${name}`)
  const disk = FOLDER.replace(INSTANCES, home)
  spoiled.run('qemu-img', 'rebase', '-u', '-F', 'qcow2', '-b', `/${kept}`, `${disk}/disk`)
  expect(report(spoiled).instances[0]?.disks[0]?.backing?.state).toBe('complete')
})
