import { describe, expect, test } from 'vitest'
import {
  declaredByDiskInfo,
  imageContext,
  imageRole,
} from '../../../../shared/analysis/rows/image-context.ts'
import type { Layout } from '../../../../shared/scan/layout.ts'
import { directory, file, memoryTree } from '../../../helpers/trees/memory-tree.ts'

const UUID = '11111111-2222-4333-8444-555555555555'
const folder: Layout = { kind: 'folder', glancePaths: [], domainPaths: [] }
const node: Layout = {
  ...folder,
  kind: 'instances',
  instancesPath: '',
  basePath: 'cache',
  glancePaths: ['store'],
}

describe('what a file is to OpenStack', () => {
  test.each([
    [`${UUID}/disk`, 'disk'],
    [`${UUID}/disk.eph0`, 'disk'],
    [`${UUID}_resize/disk`, 'disk'],
    [`${UUID}/upload.qcow2`, 'file'],
    ['cache/0a1b', 'base'],
    ['other/0a1b', 'file'],
    ['disk', 'file'],
    ['store/0a1b', 'image'],
    [`elsewhere/${UUID}`, 'image'],
  ])('%s is %s', (path, role) => {
    expect(imageRole(path, '/srv', node)).toBe(role)
  })

  test('follows the folder’s name where nothing else is known of it', () => {
    expect(imageRole('disk', `/var/lib/nova/instances/${UUID}`, folder)).toBe('disk')
    expect(imageRole('0a1b', '/var/lib/nova/instances/_base', folder)).toBe('base')
    expect(imageRole(UUID, '/var/lib/glance/images', folder)).toBe('image')
    expect(imageRole('0a1b', '/home/operator', folder)).toBe('file')
  })
})

describe('a file that Nova boots directly', () => {
  const tree = memoryTree(directory({ [UUID]: directory({ kernel: file() }) }))

  test.each([
    ['kernel', 'aki'],
    ['kernel.rescue', 'aki'],
    ['ramdisk', 'ari'],
    ['ramdisk.rescue', 'ari'],
    ['disk.config', undefined],
  ])('%s is %s by its name', (name, format) => {
    expect(imageContext(tree, `${UUID}/${name}`, node, { neighbours: false }).declaredFormat).toBe(
      format,
    )
  })

  test('has the role only in the folder of an instance', () => {
    expect(
      imageContext(tree, 'elsewhere/kernel', node, { neighbours: false }).declaredFormat,
    ).toBeUndefined()
  })
})

describe('the format that disk.info gives', () => {
  const declared = (text: string | undefined, path: string) => {
    const info = text === undefined ? {} : { 'disk.info': file(text) }
    return declaredByDiskInfo(
      memoryTree(directory({ i: directory({ disk: file(), ...info }) })),
      path,
    )
  }

  test('is found by the file’s name', () => {
    const text = JSON.stringify({ [`/var/lib/nova/instances/${UUID}/disk`]: 'raw' })
    expect(declared(text, 'i/disk')).toBe('raw')
    expect(declared(text, 'i/disk.eph0')).toBeUndefined()
  })

  test('is not there without disk.info, or with one that makes no sense', () => {
    expect(declared(undefined, 'i/disk')).toBeUndefined()
    expect(declared('{', 'i/disk')).toBeUndefined()
    expect(declared('[]', 'i/disk')).toBeUndefined()
  })
})

describe('what a verdict is to know', () => {
  const tree = memoryTree(
    directory({
      [UUID]: directory({ disk: file(), 'disk.info': file('{"disk": "raw"}') }),
      a: file(),
    }),
  )

  // How large the host's file system is makes no file less safe: that is a problem of the node.
  test('of a disk: what disk.info says, and nothing of its file system', () => {
    expect(imageContext(tree, `${UUID}/disk`, node, { neighbours: true })).toEqual({
      role: 'disk',
      fileName: 'disk',
      declaredFormat: 'raw',
      cacheName: 'cache',
    })
  })

  test('of a file that was opened alone: nothing of what stands beside it', () => {
    expect(imageContext(tree, `${UUID}/disk`, node, { neighbours: false })).not.toHaveProperty(
      'declaredFormat',
    )
  })

  test('of an image', () => {
    expect(imageContext(tree, 'store/a', node, { neighbours: true })).toEqual({
      role: 'image',
      fileName: 'a',
    })
  })
})
