import { copyFileSync, mkdirSync, renameSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  inspect,
  instances,
  openedFolders,
  qemuImg,
  recorded,
  root,
  uuid,
} from './inspected-node.ts'

describe('the chain of an image', () => {
  test('in an open node follows the recorded path under the root', () => {
    const path = `var/lib/nova/instances/${uuid}/disk`
    const { chain, details, findings } = inspect({ folder: root, path, grantedFolders: [root] })
    expect(chain.state).toEqual({ kind: 'complete' })
    expect(chain.layers.map((layer) => layer.image.virtualSize)).toEqual([2 << 20, 1 << 20])
    expect(details.summary.backing).toEqual({ name: recorded, format: 'raw' })
    expect(findings).toEqual([])
  })

  test('tells which file each layer is, so that a base of the same length is not taken for it', () => {
    const path = `var/lib/nova/instances/${uuid}/disk`
    const base = join(root, recorded)
    const isTold = () => {
      const { dev, ino, mtimeMs } = statSync(base)
      const { layers } = inspect({ folder: root, path, grantedFolders: [root] }).chain
      expect(layers[1]?.inode).toEqual({ dev, identity: `${dev}:${ino}`, mtimeMs })
      return ino
    }
    const before = isTold()
    renameSync(base, `${base}.old`)
    copyFileSync(`${base}.old`, base)
    utimesSync(base, statSync(`${base}.old`).atime, statSync(`${base}.old`).mtime)
    expect(isTold()).not.toBe(before)
    renameSync(`${base}.old`, base)
    expect(isTold()).toBe(before)
  })

  test('of an image by itself ends at it: nothing outside of what was opened is looked at', () => {
    const { chain, findings } = inspect({ grantedFiles: [join(instances, uuid, 'disk')] })
    expect(findings).toMatchObject([{ code: 'backing-not-granted', severity: 'info' }])
    expect(chain.layers).toHaveLength(1)
    expect(chain.state).toMatchObject({ kind: 'outside', name: recorded })
    expect(new Set(openedFolders())).toEqual(new Set([join(instances, uuid)]))
  })

  test('of an image by itself is none of an ordinary one where it leads to the host’s own files', () => {
    for (const [name, made] of [
      ['absolute', '/etc/shadow'],
      ['escaping', `${'../'.repeat(20)}etc/shadow`],
    ] as const) {
      qemuImg('create', '-f', 'qcow2', '-u', '-b', made, '-F', 'raw', join(root, name), '1M')
      const { findings } = inspect({ folder: root, path: name, grantedFiles: [join(root, name)] })
      expect(findings).toMatchObject([{ code: 'backing-no-base', severity: 'high' }])
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
    expect(new Set(openedFolders())).toEqual(new Set(parts().map(({ real }) => real)))
  })

  test('is none of what lies beside them', () => {
    expect(() => report('beside/base.raw')).toThrow('outside-root')
  })
})
