import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createChainHost } from '../../../electron/files/chain-host.ts'
import { resolveChain } from '../../../shared/analysis/chain/chain.ts'
import type { Chain } from '../../../shared/analysis/chain/chain-model.ts'
import type { BackingPlaces } from '../../../shared/analysis/places/backing-places.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const node = join(folder, 'node')
const other = join(folder, 'other')

/** An overlay whose backing name is written as it stands, whether it is there or not. */
function overlay(name: string, backing: string, format = 'raw'): void {
  qemuImg(node, 'create', '-q', '-u', '-f', 'qcow2', '-b', backing, '-F', format, name, '1M')
}

beforeAll(() => {
  for (const path of [node, other, join(node, 'd1'), join(node, 'd2'), join(node, 'var/base')]) {
    mkdirSync(path, { recursive: true })
  }
  for (const path of [join(node, 'base.raw'), join(node, 'd1/base.raw'), join(other, 'out.raw')]) {
    qemuImg(folder, 'create', '-q', '-f', 'raw', path, '1M')
  }
  qemuImg(node, 'create', '-q', '-f', 'raw', 'var/base/abc', '1M')
})

function chainOf(
  name: string,
  given: Partial<BackingPlaces> = {},
  folders: readonly string[] = [node],
  files: readonly string[] = [],
): Chain {
  const places = { rootPath: node, nodeRoot: false, ...given }
  return resolveChain(name, createChainHost({ places, folders, files }))
}

describe('chains of images that qemu-img made', () => {
  test('over a relative, an absolute and a climbing name inside the root are whole', () => {
    overlay('mid', 'base.raw')
    overlay('d1/top', '../mid', 'qcow2')
    overlay('absolute', join(node, 'base.raw'))
    const chain = chainOf('d1/top')
    expect(chain.state).toEqual({ kind: 'complete' })
    expect(chain.layers.map(({ path }) => path)).toEqual(['d1/top', 'mid', 'base.raw'])
    expect(chain.layers[0]?.allocated).toBeGreaterThan(0)
    const [, below] = chainOf('absolute').layers
    expect(below?.recorded?.rule).toBe('verbatim')
  })

  test('over something that is gone name the place', () => {
    overlay('lost', 'gone.raw')
    const tried = [join(node, 'gone.raw')]
    expect(chainOf('lost').state).toEqual({ kind: 'missing', name: 'gone.raw', tried })
  })

  test('over themselves and in a ring are loops', () => {
    overlay('self', './self', 'qcow2')
    overlay('ring-a', 'ring-b', 'qcow2')
    overlay('ring-b', 'ring-a', 'qcow2')
    expect(chainOf('self').state).toMatchObject({ kind: 'loop', path: 'self' })
    expect(chainOf('ring-a').state).toMatchObject({ kind: 'loop', path: 'ring-a' })
  })

  test('over another name of themselves are loops too', () => {
    overlay('link-a', 'link-b', 'qcow2')
    linkSync(join(node, 'link-a'), join(node, 'link-b'))
    expect(chainOf('link-a').state).toMatchObject({ kind: 'loop', path: 'link-b' })
  })

  test.each([
    ['json:{"driver":"file","filename":"/etc/passwd"}', 'json'],
    ['nbd://127.0.0.1:1/x', 'nbd'],
    ['rbd:pool/image', 'rbd'],
    ['file:base.raw', 'file'],
  ])('over %s end there', (name, protocol) => {
    overlay('remote', name)
    expect(chainOf('remote').state).toEqual({ kind: 'protocol', name, protocol })
  })

  test('over a FIFO are unreadable and over a folder lack the file, and nothing waits', () => {
    execFileSync('mkfifo', [join(node, 'fifo')])
    const stateOn = (name: string) => {
      overlay('over-it', name)
      return chainOf('over-it').state
    }
    expect(stateOn('fifo')).toMatchObject({ kind: 'unreadable', fault: { code: 'not-a-file' } })
    const tried = [join(node, 'd2')]
    expect(stateOn('d2')).toEqual({ kind: 'missing', name: 'd2', tried, isFolder: true })
  })

  test('over a header that qemu refuses are unreadable with the reason', () => {
    writeFileSync(join(node, 'version4'), Buffer.from('514649fb00000004', 'hex'))
    overlay('over-bad', 'version4', 'qcow2')
    const { state } = chainOf('over-bad')
    expect(state).toMatchObject({ kind: 'unreadable', name: 'version4' })
    expect(state.kind === 'unreadable' && state.imageFault).toBeTruthy()
  })

  test('beside a symlink are looked for beside the link, as qemu does it', () => {
    overlay('d1/real', 'base.raw')
    symlinkSync('../d1/real', join(node, 'd2/link'))
    const tried = [join(node, 'd2/base.raw')]
    expect(chainOf('d2/link').state).toEqual({ kind: 'missing', name: 'base.raw', tried })
  })
})

describe('what is not granted', () => {
  test.each([
    ['a climbing name', '../other/out.raw'],
    ['an absolute name', '/etc/passwd'],
  ])('is outside by %s', (_, name) => {
    overlay('escaping', name)
    expect(chainOf('escaping').state).toMatchObject({ kind: 'outside', name })
  })

  test('is outside through a symlink in the root', () => {
    symlinkSync(other, join(node, 'door'))
    overlay('through', 'door/out.raw')
    expect(chainOf('through').state.kind).toBe('outside')
  })

  test('is found once its folder is granted, or the file itself', () => {
    overlay('escaping', '../other/out.raw')
    const real = join(other, 'out.raw')
    const byFolder = chainOf('escaping', {}, [node, other])
    expect(byFolder.layers[1]).toMatchObject({ path: real, displayPath: real })
    const byFile = chainOf('escaping', {}, [node], [real])
    expect(byFile.state).toEqual({ kind: 'complete' })
  })

  test('includes the rest of the folder when only one image was opened', () => {
    overlay('mid', 'base.raw')
    const alone = chainOf('mid', {}, [], [join(node, 'mid')])
    expect(alone.layers).toHaveLength(1)
    expect(alone.state.kind).toBe('outside')
  })
})

describe('names of another machine', () => {
  test('are found below the folder that the user gives', () => {
    overlay('mounted', '/base/abc')
    const chain = chainOf('mounted', { givenRoot: join(node, 'var') })
    expect(chain.layers[1]).toMatchObject({
      path: 'var/base/abc',
      recorded: { name: '/base/abc', rule: 'given-root' },
    })
  })

  test('are what the user pointed at', () => {
    const real = join(other, 'out.raw')
    overlay('mounted', '/srv/base')
    const chain = chainOf('mounted', { located: new Map([['/srv/base', real]]) }, [node], [real])
    expect(chain.layers[1]).toMatchObject({ path: real, recorded: { rule: 'located' } })
    expect(chain.state).toEqual({ kind: 'complete' })
  })
})
