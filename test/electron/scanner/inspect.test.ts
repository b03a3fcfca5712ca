import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { inspectLive } from '../../../electron/scanner/inspect.ts'
import type { InspectRequest } from '../../../electron/scanner/jobs.ts'
import type { ImageReport } from '../../../shared/ipc/answers.ts'

const uuid = '11111111-2222-4333-8444-555555555555'
const recorded = `/var/lib/nova/instances/_base/${'a'.repeat(40)}`

let root: string
let instances: string
let opened: string[]
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'cowscope-inspect-')))
  instances = join(root, 'var/lib/nova/instances')
  mkdirSync(join(instances, '_base'), { recursive: true })
  mkdirSync(join(instances, uuid))
  mkdirSync(join(root, 'etc/nova'), { recursive: true })
  writeFileSync(join(root, 'etc/nova/nova.conf'), '[DEFAULT]\n')
  qemuImg('create', '-f', 'raw', join(root, recorded), '1M')
  const overlay = ['create', '-f', 'qcow2', '-u', '-b', recorded, '-F', 'raw']
  qemuImg(...overlay, join(instances, uuid, 'disk'), '2M')
})
afterAll(() => rmSync(root, { recursive: true }))

function qemuImg(...args: readonly string[]): void {
  execFileSync('qemu-img', [...args])
}

function inspect(request: Partial<InspectRequest>) {
  opened = []
  const whole: InspectRequest = {
    placeId: 'p',
    askedPath: '',
    folder: join(instances, uuid),
    path: 'disk',
    grantedFolders: [],
    grantedFiles: [],
    located: new Map(),
    ...request,
  }
  return inspectLive(whole, (path) => {
    opened.push(path)
    return liveTree(path)
  })
}

describe('of an image whose data is in other files', () => {
  const look = (path: string, isGranted = true) =>
    inspect({
      folder: root,
      path,
      ...(isGranted ? { grantedFolders: [root] } : { grantedFiles: [join(root, path)] }),
    }).chain.layers[0]?.elsewhere
  const allocated = (name: string) => statSync(join(root, name)).blocks * 512

  test('what an external data file takes is told', () => {
    qemuImg(
      'create',
      '-f',
      'qcow2',
      '-o',
      `data_file=${join(root, 'data.bin')}`,
      join(root, 'df'),
      '1M',
    )
    writeFileSync(join(root, 'data.bin'), Buffer.alloc(512 * 1024, 7))
    expect(look('df')).toEqual({ allocated: allocated('data.bin'), absent: 0, absentNames: [] })
    const absentNames = [join(root, 'data.bin')]
    expect(look('df', false)).toEqual({ allocated: 0, absent: 1, absentNames })
  })

  test('what the extents of a VMDK take is told, and which are not here', () => {
    const split = ['create', '-f', 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse']
    qemuImg(...split, join(root, 'split.vmdk'), '3G')
    const [first, second] = [allocated('split-s001.vmdk'), allocated('split-s002.vmdk')]
    expect(look('split.vmdk')).toEqual({ allocated: first + second, absent: 0, absentNames: [] })
    rmSync(join(root, 'split-s002.vmdk'))
    const absentNames = ['split-s002.vmdk']
    expect(look('split.vmdk')).toEqual({ allocated: first, absent: 1, absentNames })
  })

  test('an extent that somebody pointed at counts, wherever it lies and whatever it is called', () => {
    const split = ['create', '-f', 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse']
    qemuImg(...split, join(root, 'apart.vmdk'), '3G')
    const moved = join(root, '..', `moved-of-${basename(root)}.vmdk`)
    renameSync(join(root, 'apart-s002.vmdk'), moved)
    const located = new Map([['apart-s002.vmdk', moved]])
    const request = { folder: root, path: 'apart.vmdk', located }
    try {
      const alone = inspect({ ...request, grantedFiles: [join(root, 'apart.vmdk'), moved] })
      const bytes = statSync(moved).blocks * 512
      expect(alone.chain.layers[0]?.elsewhere).toEqual({
        allocated: bytes,
        absent: 1,
        absentNames: ['apart-s001.vmdk'],
        located: [{ name: 'apart-s002.vmdk', displayPath: moved }],
      })
      const { details } = inspect({ ...request, grantedFolders: [root], grantedFiles: [moved] })
      expect(details.vmdk?.extentFiles?.map(({ state }) => state)).toEqual(['here', 'here'])
    } finally {
      rmSync(moved)
    }
  })

  test('an image that holds its own data names none', () => {
    qemuImg('create', '-f', 'vmdk', join(root, 'mono.vmdk'), '1M')
    expect(look('mono.vmdk')).toBeUndefined()
  })
})

describe('the chain of an image', () => {
  test('in an open node follows the recorded path under the root', () => {
    const path = `var/lib/nova/instances/${uuid}/disk`
    const { chain, details, findings } = inspect({ folder: root, path, grantedFolders: [root] })
    expect(chain.state).toEqual({ kind: 'complete' })
    expect(chain.layers.map((layer) => layer.image.virtualSize)).toEqual([2 << 20, 1 << 20])
    expect(details.summary.backing).toEqual({ name: recorded, format: 'raw' })
    expect(findings).toEqual([])
  })

  test('of an image by itself ends at it: nothing outside of what was opened is looked at', () => {
    const { chain, findings } = inspect({ grantedFiles: [join(instances, uuid, 'disk')] })
    expect(findings).toMatchObject([{ code: 'backing-not-granted', severity: 'info' }])
    expect(chain.layers).toHaveLength(1)
    expect(chain.state).toMatchObject({ kind: 'outside', name: recorded })
    expect(new Set(opened)).toEqual(new Set([join(instances, uuid)]))
  })

  test('of an image by itself is none of an ordinary one where it leads to the host’s own files', () => {
    for (const [name, made] of [
      ['absolute', '/etc/shadow'],
      ['escaping', `${'../'.repeat(20)}etc/shadow`],
    ] as const) {
      qemuImg('create', '-f', 'qcow2', '-u', '-b', made, '-F', 'raw', join(root, name), '1M')
      const { findings } = inspect({ folder: root, path: name, grantedFiles: [join(root, name)] })
      expect(findings).toMatchObject([{ code: 'backing-outside-root', severity: 'high' }])
    }
  })

  test('goes on through the member that was pointed at', () => {
    const base = join(root, recorded)
    const { chain } = inspect({
      grantedFiles: [join(instances, uuid, 'disk'), base],
      located: new Map([[recorded, base]]),
    })
    expect(chain.state).toEqual({ kind: 'complete' })
    expect(chain.layers[1]).toMatchObject({ displayPath: base, recorded: { rule: 'located' } })
  })

  test('goes on under the root that was given for it', () => {
    const { chain } = inspect({
      grantedFiles: [join(instances, uuid, 'disk')],
      grantedFolders: [root],
      givenRoot: root,
    })
    expect(chain.layers[1]?.recorded?.rule).toBe('given-root')
  })
})

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

test.each([
  ['none', 'not-found'],
  ['', 'not-a-file'],
])('what is no image file (%j) is refused as %s', (path, code) => {
  expect(() => inspect({ path })).toThrow(
    expect.objectContaining({ fault: expect.objectContaining({ code }) }),
  )
})

describe('an image of several opened folders', () => {
  let place: string
  const parts = () =>
    ['upper', 'lower'].map((name) => ({ real: join(place, name), kind: 'folder' }) as const)

  beforeAll(() => {
    place = join(root, 'several')
    for (const name of ['upper', 'lower', 'beside'])
      mkdirSync(join(place, name), { recursive: true })
    for (const name of ['lower', 'beside']) {
      qemuImg('create', '-f', 'raw', join(place, name, 'base.raw'), '1M')
      const over = ['create', '-f', 'qcow2', '-F', 'raw', '-b', `../${name}/base.raw`]
      qemuImg(...over, join(place, 'upper', `${name}.qcow2`))
    }
  })

  const report = (path: string) =>
    inspect({
      folder: place,
      path,
      askedPath: path,
      parts: parts(),
      grantedFolders: parts().map(({ real }) => real),
    })

  test('stands on what lies in another, by its path below the folder above them', () => {
    const { chain, path, displayPath } = report('upper/lower.qcow2')
    expect(chain.state).toEqual({ kind: 'complete' })
    expect(chain.layers.map((layer) => layer.path)).toEqual(['upper/lower.qcow2', 'lower/base.raw'])
    expect([path, displayPath]).toEqual(['upper/lower.qcow2', join(place, 'upper/lower.qcow2')])
  })

  test('stands on nothing that lies beside them, of which nothing is opened', () => {
    const { chain } = report('upper/beside.qcow2')
    expect(chain.state).toMatchObject({
      kind: 'outside',
      target: join(place, 'beside/base.raw'),
    })
    expect(new Set(opened)).toEqual(new Set(parts().map(({ real }) => real)))
  })

  test('is none of what lies beside them', () => {
    expect(() => report('beside/base.raw')).toThrow('outside-root')
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
