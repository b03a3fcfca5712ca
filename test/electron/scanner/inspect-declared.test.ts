import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { InspectRequest } from '../../../electron/scanner/jobs.ts'
import type { ImageReport } from '../../../shared/ipc/answers.ts'
import { inEnglish } from '../../helpers/in-english.ts'
import { inspect, instances, qemuImg, recorded, root, uuid } from './inspected-node.ts'

describe('the verdict', () => {
  const stateOf = (report: ImageReport, code: string) =>
    report.verdict.checks.find((check) => check.code === code)?.state

  test('on an instance’s disk lets it stand on its base; on an image for Glance it does not', () => {
    const path = `var/lib/nova/instances/${uuid}/disk`
    const disk = inspect({ folder: root, path, grantedFolders: [root] })
    expect([disk.verdict.state, stateOf(disk, 'backing-file')]).toEqual(['safe', 'pass'])
    const judged = (name: string) => {
      writeFileSync(join(root, name), readFileSync(join(root, path)))
      const { verdict, ...report } = inspect({ folder: root, path: name, grantedFolders: [root] })
      return [verdict.state, stateOf({ verdict, ...report }, 'backing-file')]
    }
    expect(judged('5d9c68c6-c50e-4a06-a5c0-2b3a0a3f4c1e')).toEqual(['unsafe', 'fail'])
    expect(judged('somewhere.qcow2')).toEqual(['warning', 'warning'])
  })

  test('knows what disk.info declares, where the folder was opened', () => {
    const folder = join(instances, uuid)
    writeFileSync(join(folder, 'disk.info'), JSON.stringify({ [join(folder, 'disk')]: 'raw' }))
    const opened = inspect({ grantedFolders: [folder] })
    expect(stateOf(opened, 'forged-header')).toBe('fail')
    const alone = inspect({ grantedFiles: [join(folder, 'disk')] })
    expect(stateOf(alone, 'forged-header')).toBe('not-applicable')
  })
})

test('an empty disk of an instance is the problem that it is in a scan, and an empty log is none', () => {
  const folder = join(instances, '77777777-2222-4333-8444-555555555555')
  mkdirSync(folder)
  const found = (path: string) => {
    writeFileSync(join(folder, path), '')
    const request = { folder, path, grantedFolders: [folder] }
    return inspect(request).findings.map(({ code, severity, evidence }) => [
      code,
      severity,
      evidence['case'],
    ])
  }
  const empty = ['truncated', 'high', 'empty']
  for (const name of ['disk', 'disk.eph0', 'disk.swap']) expect(found(name)).toEqual([empty])
  for (const name of ['console.log', 'disk.config', 'notes.raw']) expect(found(name)).toEqual([])
})

test('a disk that has lost the header of its declared format is not said to stand alone', () => {
  const folder = join(instances, '66666666-2222-4333-8444-555555555555')
  mkdirSync(folder)
  const disk = join(folder, 'disk')
  writeFileSync(disk, Buffer.alloc(1 << 20))
  writeFileSync(join(folder, 'disk.info'), JSON.stringify({ [disk]: 'qcow2' }))
  const { chain } = inspect({ folder, path: 'disk', grantedFolders: [folder] })
  expect(chain.layers).toHaveLength(1)
  expect(inEnglish(chain.state)).toMatchObject({
    kind: 'unreadable',
    imageFault: { expected: 'qcow2' },
  })
})

describe('a disk that is declared raw and begins with a header', () => {
  const forged = '22222222-2222-4333-8444-555555555555'
  let path: string
  beforeAll(() => {
    const folder = join(instances, forged)
    mkdirSync(folder)
    qemuImg(
      'create',
      '-f',
      'qcow2',
      '-u',
      '-b',
      '/etc/shadow',
      '-F',
      'raw',
      join(folder, 'disk'),
      '5G',
    )
    writeFileSync(join(folder, 'disk.info'), JSON.stringify({ [join(folder, 'disk')]: 'raw' }))
    path = `${forged}/disk`
  })

  const inOpened = (more: Partial<InspectRequest> = {}) =>
    inspect({ folder: instances, grantedFolders: [instances], path, ...more })

  test('stands on nothing where disk.info beside it was opened too', () => {
    const { chain, details, findings } = inOpened()
    const { size } = statSync(join(instances, path))
    expect(chain).toMatchObject({ layers: [{ image: { format: 'raw', virtualSize: size } }] })
    expect(chain.state).toEqual({ kind: 'standalone' })
    expect(details.summary.format).toBe('qcow2')
    expect(findings.map(({ code }) => code)).toEqual(['forged-header'])
  })

  test('is what a scan has found all to declare it, whatever disk.info says', () => {
    expect(inOpened({ disk: { isRaw: false } }).chain.state.kind).not.toBe('standalone')
  })

  test('stays what it looks like when it is opened alone', () => {
    const folder = join(instances, forged)
    const alone = inspect({ folder, grantedFiles: [join(folder, 'disk')] })
    expect(alone.chain.layers).toMatchObject([{ image: { format: 'qcow2' } }])
    expect(alone.chain.state.kind).toBe('outside')
  })
})

describe('an overlay that a snapshot has put on a disk', () => {
  const snapped = '33333333-2222-4333-8444-555555555555'
  beforeAll(() => {
    const folder = join(instances, snapped)
    mkdirSync(folder)
    const create = (...args: readonly string[]) => qemuImg('create', '-f', 'qcow2', '-u', ...args)
    create('-b', recorded, '-F', 'raw', join(folder, 'disk'), '2M')
    create('-b', 'disk', '-F', 'qcow2', join(folder, 'disk.snap1'), '2M')
    const below = `/var/lib/nova/instances/${snapped}/disk.snap1`
    create('-b', below, '-F', 'qcow2', join(folder, 'disk.snap2'), '2M')
    create('-b', recorded, '-F', 'raw', join(folder, 'copy'), '2M')
  })

  test.each([
    ['disk.snap1', 'disk'],
    ['disk.snap2', 'disk'],
    ['copy', 'file'],
  ])('%s is judged as a %s', (name, role) => {
    const path = `${snapped}/${name}`
    const { verdict } = inspect({ folder: instances, grantedFolders: [instances], path })
    expect(verdict.role).toBe(role)
  })

  test('what a scan has found an instance to run on is a disk too', () => {
    const more = { path: `${snapped}/copy`, disk: { isRaw: false } }
    const { verdict } = inspect({ folder: instances, grantedFolders: [instances], ...more })
    expect(verdict.role).toBe('disk')
  })
})
