import { linkSync, mkdirSync, renameSync, statSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { qemuImg } from '../../helpers/programs/qemu-img.ts'
import {
  BASE,
  DISK,
  FOLDER,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  sha1,
} from '../../helpers/trees/small-node.ts'
import { node, viewOf } from '../../helpers/trees/spoiled-node.ts'

describe('a symlink in the image cache is a base that takes nothing', () => {
  const linked = () => {
    const spoiled = node()
    mkdirSync(spoiled.path(`${INSTANCES}/pool`), { mode: 0o750 })
    renameSync(spoiled.path(BASE), spoiled.path(`${INSTANCES}/pool/base`))
    symlinkSync('../pool/base', spoiled.path(BASE))
    return spoiled
  }
  const rowAt = (view: ReturnType<typeof viewOf>, path: string) =>
    view.bases.find(({ id }) => id === path)

  test('with where it leads, what stands on it, and that Nova keeps it', () => {
    const view = viewOf(linked())
    expect(view.findings).toEqual([])
    expect(rowAt(view, BASE)).toMatchObject({
      link: { target: '../pool/base', to: `${INSTANCES}/pool/base` },
      image: { format: 'raw', virtualSize: 8 * 1024 ** 2 },
      allocated: 0,
      exclusive: 0,
      overlays: [{ path: DISK }],
      users: 1,
      dependants: { instances: [{ path: FOLDER, disks: 1 }], others: [] },
      cache: { kind: 'in-use', by: 'image', unseenUsers: 0 },
    })
    expect(view.others.listed.map(({ path }) => path)).not.toContain(BASE)
  })

  test('needs nothing unseen where disks stand on the base that it leads to, by its own name', () => {
    const spoiled = node()
    const idle = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    symlinkSync(sha1(IMAGE), spoiled.path(idle))
    const view = viewOf(spoiled)
    expect(rowAt(view, idle)).toMatchObject({ overlays: [], cache: { unseenUsers: 0 } })
    const own = `${FOLDER}/disk.eph1`
    spoiled.make('qcow2', own, '8M')
    qemuImg(spoiled.root, 'rebase', '-q', '-u', '-b', `/${idle}`, '-F', 'raw', own)
    expect(rowAt(viewOf(spoiled), idle)).toMatchObject({
      overlays: [{ path: own }],
      cache: { unseenUsers: 1 },
    })
  })

  test.each([
    ['a base', node],
    ['a symlink to one', linked],
  ])('%s counts once what a disk of two names in one folder takes', (_, make) => {
    const spoiled = make()
    linkSync(spoiled.path(DISK), spoiled.path(`${FOLDER}/disk.local`))
    const { dependants, overlayAllocated } = rowAt(viewOf(spoiled), BASE) ?? {}
    const allocated = statSync(spoiled.path(DISK)).blocks * 512
    expect(overlayAllocated).toBe(allocated)
    expect(dependants).toEqual({
      instances: [{ path: FOLDER, kind: 'instance', allocated, disks: 2 }],
      others: [],
    })
  })

  test('which of what nothing uses is not told, and is in no plan: its target’s age decides', () => {
    const spoiled = linked()
    const idle = `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`
    spoiled.make('raw', `${INSTANCES}/pool/idle`, '4M')
    spoiled.age(`${INSTANCES}/pool/idle`, 1000)
    symlinkSync('../pool/idle', spoiled.path(idle))
    const view = viewOf(spoiled)
    expect(view.findings).toEqual([])
    expect(rowAt(view, idle)).toMatchObject({ users: 0, cache: { kind: 'unknown', why: 'link' } })
  })

  test('has no more on it than what records its name, by another symlink too', () => {
    const spoiled = node()
    const [first, second] = ['x', 'y'].map((name) => `${INSTANCES}/_base/${sha1(name)}`)
    symlinkSync(sha1(IMAGE), spoiled.path(first ?? ''))
    symlinkSync(sha1('x'), spoiled.path(second ?? ''))
    const users = () => {
      const view = viewOf(spoiled)
      expect(view.totals.baseCount).toBe(1)
      return [BASE, first, second].map((path = '') => {
        const { overlays = [], users } = rowAt(view, path) ?? {}
        return [overlays.length, users]
      })
    }
    expect(users()).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ])
    spoiled.overlay(`/${first}`)
    expect(users()).toEqual([
      [1, 1],
      [1, 1],
      [0, 0],
    ])
    spoiled.overlay(`/${second}`)
    expect(users()).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ])
  })

  test('also where it leads out of what was opened, or nowhere', () => {
    const spoiled = linked()
    const [out, nowhere] = ['x', 'y'].map((name) => `${INSTANCES}/_base/${sha1(name)}`)
    symlinkSync('../../../../../../elsewhere', spoiled.path(out ?? ''))
    symlinkSync('../gone', spoiled.path(nowhere ?? ''))
    const view = viewOf(spoiled)
    expect(rowAt(view, out ?? '')?.findings.map(({ code }) => code)).toEqual([
      'symlink-leaves-root',
    ])
    expect(rowAt(view, out ?? '')?.link).toEqual({ target: '../../../../../../elsewhere' })
    expect(rowAt(view, nowhere ?? '')?.link).toEqual({ target: '../gone' })
  })
})
