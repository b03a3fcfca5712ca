import { describe, expect, test } from 'vitest'
import { parseGlanceConf } from '../../../shared/glance/conf.ts'

describe('one store', () => {
  test('is the default folder where nothing is said', () => {
    expect(parseGlanceConf('')).toEqual({
      stores: [
        {
          name: 'file',
          type: 'file',
          remote: false,
          isDefault: true,
          folders: [{ path: '/var/lib/glance/images', priority: 0 }],
        },
      ],
      folders: [{ path: '/var/lib/glance/images', priority: 0 }],
    })
  })

  test.each(['$state_path/images', 'images'])(
    'is the default folder where %s is set, which cannot be made out, and says so',
    (value) => {
      const [store] = parseGlanceConf(
        `[glance_store]\nfilesystem_store_datadir = ${value}\n`,
      ).stores
      const folders = [{ path: '/var/lib/glance/images', priority: 0 }]
      expect(store).toMatchObject({ folders, isUntold: true })
    },
  )

  test('of several folders has them by priority', () => {
    const text = `[glance_store]
default_store = file
filesystem_store_datadirs = /a:100
filesystem_store_datadirs = /b/:200
filesystem_store_datadirs = /c
`
    expect(parseGlanceConf(text).folders).toEqual([
      { path: '/b', priority: 200 },
      { path: '/a', priority: 100 },
      { path: '/c', priority: 0 },
    ])
  })

  test.each(['rbd', 'swift', 's3', 'sheepdog', 'cinder', 'http'] as const)(
    '%s is remote, and no folder of this node',
    (type) => {
      const found = parseGlanceConf(`[glance_store]\nstores = ${type}\ndefault_store = ${type}\n`)
      expect(found.stores).toMatchObject([{ name: type, type, remote: true, isDefault: true }])
      expect(found.folders).toEqual([])
    },
  )

  test("by Icehouse's class names", () => {
    const text = `[DEFAULT]
default_store = file
known_stores = glance.store.filesystem.Store,
               glance.store.sheepdog.Store, glance.store.swift.Store
`
    expect(parseGlanceConf(text).stores.map(({ type }) => type)).toEqual([
      'file',
      'sheepdog',
      'swift',
    ])
  })
})

test('sections are found in any case, as oslo.config finds them', () => {
  const single = '[Glance_Store]\nfilesystem_store_datadir=/srv/g\n'
  expect(parseGlanceConf(single).folders).toEqual([{ path: '/srv/g', priority: 0 }])
  const named =
    '[DEFAULT]\nenabled_backends=Fast:file\n[fast]\nfilesystem_store_datadir=/nvme\n[default]\nenabled_backends=x:rbd\n'
  expect(parseGlanceConf(named).stores).toMatchObject([
    { name: 'Fast', type: 'file', folders: [{ path: '/nvme', priority: 0 }] },
  ])
})

test('several backends, each of its section', () => {
  const text = `[DEFAULT]
enabled_backends = fast:file, slow : file, ceph:rbd, web:http, odd:tape
[glance_store]
default_backend = ceph
[fast]
filesystem_store_datadir = /nvme/images
[slow]
filesystem_store_datadirs = /hdd/images:5
[ceph]
rbd_store_pool = img
[os_glance_staging_store]
filesystem_store_datadir = /srv/staging
[os_glance_tasks_store]
filesystem_store_datadir = /srv/tasks
`
  const found = parseGlanceConf(text)
  expect(found.stores.map(({ name, type, remote }) => [name, type, remote])).toEqual([
    ['fast', 'file', false],
    ['slow', 'file', false],
    ['ceph', 'rbd', true],
    ['web', 'http', true],
    ['odd', 'unknown', false],
  ])
  expect(found.stores.find(({ isDefault }) => isDefault)).toMatchObject({ pool: 'img' })
  expect(found.folders).toEqual([
    { path: '/hdd/images', priority: 5 },
    { path: '/nvme/images', priority: 0 },
  ])
  expect(found).toMatchObject({ stagingDir: '/srv/staging', tasksWorkDir: '/srv/tasks' })
})

test('a staging URI with an account in it is not kept', () => {
  const text = '[DEFAULT]\nnode_staging_uri = file://user:hunter2@host/x\n'
  expect(parseGlanceConf(text)).not.toHaveProperty('stagingDir')
  expect(parseGlanceConf('[DEFAULT]\nnode_staging_uri = file:///tmp/staging/')).toMatchObject({
    stagingDir: '/tmp/staging',
  })
})

test('what stands where a name or a folder belongs is not kept: it may be a secret', () => {
  const text = `[DEFAULT]
enabled_backends = ceph:rbd, u hunter2 x:file, local:file
image_cache_dir = /var/lib/glance/image-cache
  sql://u:hunter2@db
[ceph]
rbd_store_pool = images:key=hunter2
[local]
filesystem_store_datadirs = /a
filesystem_store_datadirs = /b
  password = hunter2
`
  const found = parseGlanceConf(text)
  expect(JSON.stringify(found)).not.toContain('hunter2')
  expect(found.stores.map(({ name, pool }) => [name, pool])).toEqual([
    ['ceph', '…'],
    ['…', undefined],
    ['local', undefined],
  ])
  expect(found.folders.map(({ path }) => path)).toEqual(['/var/lib/glance/images', '/a'])
  expect(found.imageCacheDir).toBeUndefined()
})
