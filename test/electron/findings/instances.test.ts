import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BASE, DOMAIN, domainXml, FOLDER, IMAGE, UUID } from '../../helpers/small-node.ts'
import { lines, missingOf, node, only, viewOf } from '../../helpers/spoiled-node.ts'

test('a small node as Nova makes it has no findings', () => {
  expect(lines(node())).toEqual([])
})

describe('instances and their folders', () => {
  test('a folder that libvirt does not know', () => {
    const spoiled = node()
    spoiled.write(
      'etc/libvirt/qemu/instance-00000001.xml',
      domainXml(1, UUID.replace(/1$/, '9'), {}, IMAGE),
    )
    // One that is being built, or arrives, has a folder before it has a domain.
    expect(lines(spoiled)).toEqual([`warning missing-folder ${DOMAIN}`])
    spoiled.ageFolder(FOLDER, 25)
    expect(lines(spoiled)).toEqual([
      `warning missing-folder ${DOMAIN}`,
      `warning base-used-unseen ${BASE}`,
      `warning orphan-folder ${FOLDER}`,
    ])
  })

  test('is not told where no domain XML is known at all', () => {
    const spoiled = node()
    rmSync(spoiled.path(DOMAIN))
    expect(lines(spoiled)).toEqual([])
  })

  test('a disk that the domain XML names and that is not there', () => {
    const spoiled = node()
    spoiled.domain({ disk: 'qcow2', 'disk.eph0': 'qcow2' })
    expect(only(spoiled)).toMatchObject({ code: 'missing-disk', evidence: { name: 'disk.eph0' } })
  })

  test('a rescue that goes on, and one that is over', () => {
    const spoiled = node()
    spoiled.write(`${FOLDER}/unrescue.xml`, '<domain/>', 3)
    spoiled.make('raw', `${FOLDER}/disk.rescue`, '8M')
    expect(only(spoiled)).toMatchObject({ code: 'rescue-in-progress', severity: 'info' })
    rmSync(spoiled.path(`${FOLDER}/unrescue.xml`))
    expect(lines(spoiled)).toEqual([])
    spoiled.age(`${FOLDER}/disk.rescue`, 2)
    expect(only(spoiled)).toMatchObject({ code: 'leftover-rescue' })
  })
})

test('a disk.info and a domain XML that make no sense', () => {
  const spoiled = node()
  spoiled.write(`${FOLDER}/disk.info`, '{"/x":')
  expect(only(spoiled)).toMatchObject({ code: 'text-fault', subject: { kind: 'text' } })
})

test('an option of nova.conf that Nova refuses, by its name and without its value', () => {
  const spoiled = node()
  const conf = '[image_cache]\nremove_unused_original_minimum_age_seconds = 5m-hunter2\n'
  spoiled.write('etc/nova/nova.conf', conf)
  const [found, ...more] = viewOf(spoiled).findings
  expect(more).toEqual([])
  expect(found).toMatchObject({
    code: 'text-fault',
    subject: { kind: 'text', path: 'etc/nova/nova.conf' },
    evidence: { option: 'image_cache.remove_unused_original_minimum_age_seconds' },
  })
  expect(viewOf(spoiled).accounting.cache).toMatchObject({
    optionsAreKnown: false,
    refusesOption: true,
  })
  rmSync(spoiled.path('etc/nova/nova.conf'))
  const { cache } = viewOf(spoiled).accounting
  expect([cache?.optionsAreKnown, cache?.refusesOption]).toEqual([false, undefined])
  expect(JSON.stringify(viewOf(spoiled))).not.toContain('hunter2')
})

test('every code of the family was found on real files', () => {
  expect(missingOf('instances')).toEqual([])
})
