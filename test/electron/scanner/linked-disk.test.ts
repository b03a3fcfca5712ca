import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { inspectLive } from '../../../electron/scanner/inspect.ts'
import type { InspectRequest } from '../../../electron/scanner/jobs.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const root = temporaryFolder()
const uuid = 'aaaaaaaa-0000-4000-8000-000000000001'
const INSTANCE = `instances/${uuid}`

/** A disk in the folder of an instance leads to a file beside it; what that stands on is beside the symlink. */
beforeAll(() => {
  for (const path of [INSTANCE, 'instances/_base', 'data']) {
    mkdirSync(join(root, path), { recursive: true })
  }
  qemuImg(join(root, INSTANCE), 'create', '-q', '-f', 'raw', 'base.raw', '1M')
  const over = ['create', '-q', '-u', '-f', 'qcow2', '-b', 'base.raw', '-F', 'raw']
  qemuImg(join(root, 'data'), ...over, 'ov.qcow2', '1M')
  symlinkSync(join(root, 'data/ov.qcow2'), join(root, INSTANCE, 'disk'))
})

function inspect(path: string, request: Partial<InspectRequest> = {}) {
  const whole: InspectRequest = {
    placeId: 'p',
    askedPath: path,
    folder: root,
    path,
    grantedFolders: [root],
    grantedFiles: [],
    located: new Map(),
    ...request,
  }
  return inspectLive(whole, liveTree)
}

describe('a disk that a symlink leads to, opened by the symlink', () => {
  const info = () => {
    const args = ['info', '--backing-chain', '--output=json', join(root, INSTANCE, 'disk')]
    return JSON.parse(execFileSync('qemu-img', args, { encoding: 'utf8' })).length
  }

  test('stands on what qemu-img finds, and by where it lies on nothing', () => {
    expect(info()).toBe(2)
    expect(inspect(`${INSTANCE}/disk`).chain.layers).toHaveLength(2)
    expect(inspect(`${INSTANCE}/disk`).chain.state.kind).toBe('complete')
    expect(inspect('data/ov.qcow2').chain.state.kind).toBe('missing')
  })

  test('counts from the symlink where it was opened alone', () => {
    const [image, named] = [join(root, 'data/ov.qcow2'), join(root, INSTANCE, 'disk')]
    const alone = { folder: join(root, 'data'), grantedFolders: [], grantedFiles: [image], named }
    const base = join(root, INSTANCE, 'base.raw')
    expect(inspect('ov.qcow2', alone).chain.state).toMatchObject({ kind: 'outside', target: base })
    const granted = inspect('ov.qcow2', { ...alone, grantedFiles: [image, base] })
    expect(granted.chain.state.kind).toBe('complete')
    expect(granted.chain.layers.map(({ displayPath }) => displayPath)).toEqual([image, base])
  })

  test('is found in another folder that was opened with the instances', () => {
    const folders = [join(root, 'instances'), join(root, 'data')]
    const parts = folders.map((real) => ({ real, kind: 'folder' as const }))
    const report = inspect(`${INSTANCE}/disk`, { grantedFolders: folders, parts })
    expect(report.chain.state.kind).toBe('complete')
    expect(report.displayPath).toBe(join(root, 'data/ov.qcow2'))
  })
})
