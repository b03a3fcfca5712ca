// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { parseGlanceConf } from '../../../../shared/glance/conf.ts'
import { parseNovaConf } from '../../../../shared/nova/conf.ts'
import { identified } from '../../../shared/report/sample-view.ts'
import { base, baseId, GiB, instance, nodePlace, nodeView } from '../../data.ts'
import { installLayout, renderApp } from '../../dom.tsx'
import { fail, ok } from '../../fake-api.ts'
import { openFold } from '../../opened.tsx'

installLayout()

const plain = instance(1)
const known = instance(2, {
  ...(identified.identity && {
    identity: { ...identified.identity, imageId: '84691638-6247-402d-80d5-3429c1aa1554' },
  }),
  ...(identified.remoteDisks && { remoteDisks: identified.remoteDisks }),
})

async function open(change: Partial<NodeView> = {}) {
  const app = await renderApp({
    'place:choose-folder': () => ok(nodePlace),
    'image:inspect': () => fail('not-found'),
  })
  fireEvent.click(screen.getByRole('button', { name: /Open folder/ }))
  await waitFor(() => expect(app.stores.scan.getState().scanId).toBe('scan-1'))
  act(() => {
    app.api.emit({ kind: 'done', scanId: 'scan-1', view: nodeView([plain, known], change) })
    app.frames.pass()
  })
  return app
}

const details = () => screen.getByRole('complementary', { name: /Details/ })
const fact = (name: string) => within(details()).getByText(name).nextElementSibling?.textContent

describe('an instance with a domain XML', () => {
  test('shows its flavor, owner, image and network cards, and where its other disks are', async () => {
    await open()
    fireEvent.click(within(screen.getByRole('treegrid')).getByText('web-2'))
    expect(fact('Flavor')).toBe('m1.small1 vCPU · 2.00 GiB memory · root 20.0 GiB')
    expect(fact('Project')).toBe('shopp1')
    expect(fact('Image')).toBe('84691638-6247-402d-80d5-3429c1aa1554')
    expect(fact('Extra specs')).toBe('hw:x')
    const text = details().textContent
    expect(text).toContain('fa:16:3e:00:00:01')
    expect(text).toContain('10.0.0.5')
    expect(text).toContain('rbd:volumes/volume-1')
    expect(text).toContain('Cinder volume 0a1b2c3d-0000-4000-8000-0123456789ab')
  })

  test('without one says that only its files are known', async () => {
    await open()
    fireEvent.click(within(screen.getByRole('treegrid')).getByText('web-1'))
    within(details()).getByText(/No domain XML was found/)
  })

  test('without one that a cancelled scan came to says so, and names it nothing', async () => {
    const end = { state: 'partial', reason: 'cancelled' } as const
    const { name, ...nameless } = plain
    await open({ end, instances: [nameless, known] })
    expect(screen.queryByText('unnamed')).toBeNull()
    fireEvent.click(screen.getByText('not reached'))
    within(details()).getByText(/Not reached: the scan ended early/)
  })
})

describe('the row of an instance with disks elsewhere', () => {
  const rowOf = (name: string) =>
    within(screen.getByRole('treegrid')).getByText(name).closest('[role=row]') as HTMLElement
  const cellsOf = (name: string) =>
    within(rowOf(name))
      .getAllByRole('gridcell')
      .map((cell) => cell.textContent)

  test('counts them beside those in its folder, and names them', async () => {
    await open()
    expect(cellsOf('web-1')).toContain('1')
    expect(cellsOf('web-2')).toContain('1 + 1')
    const title = within(rowOf('web-2')).getByText('1 + 1').title
    expect(title).toBe('Outside of what was scanned\nvdb: Ceph RBD, pool volumes')
  })

  test('says where its root disk is, in place of the base that it has not', async () => {
    const [volume] = identified.remoteDisks ?? []
    if (volume === undefined) throw new Error('the sample has no remote disk')
    const root = { ...volume, target: 'vda', root: true }
    await open({ instances: [instance(3, { disks: [], remoteDisks: [root] })] })
    expect(cellsOf('web-3')).toContain('0 + 1')
    expect(cellsOf('web-3')).toContain('Ceph RBD, pool volumes')
  })
})

describe('flavor and project in the table', () => {
  test('are shown when they are asked for, and can be sorted by', async () => {
    await open()
    expect(screen.queryByRole('columnheader', { name: /Flavor/ })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Columns' }))
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Flavor' }))
    fireEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Project' }))
    const grid = screen.getByRole('treegrid')
    expect(grid.getAttribute('aria-colcount')).toBe('10')
    const [, first] = within(grid).getAllByRole('row')
    const cells = within(first as HTMLElement).getAllByRole('gridcell')
    expect(cells.slice(2, 4).map((cell) => cell.textContent)).toEqual(['m1.small', 'shop'])
  })

  test('are not offered where no XML names any', async () => {
    await open({ instances: [plain] })
    fireEvent.click(screen.getByRole('button', { name: 'Columns' }))
    await screen.findByRole('menuitemcheckbox', { name: 'UUID' })
    expect(screen.queryByRole('menuitemcheckbox', { name: 'Flavor' })).toBeNull()
  })

  test('are found by the filter', async () => {
    const { stores } = await open()
    act(() => stores.view.getState().actions.filter('instances', 'shop 10.0.0.5'))
    screen.getByText('1 of 2')
  })
})

test('a disk shows its line from the Glance image to the instance, and leads along it', async () => {
  const sha1 = 'd8f4e5e1f8b0b5c5a35cb32ea3a3e4e3ef6bb1ab'
  const { stores } = await open({
    bases: [
      base(2, {
        name: sha1,
        base: { kind: 'original', sha1 },
        glanceId: known.identity?.imageId ?? '',
      }),
    ],
  })
  fireEvent.click(within(screen.getByRole('treegrid')).getByText('web-2'))
  fireEvent.click(within(details()).getByRole('button', { name: /^disk/ }))
  const line = within(details()).getByRole('list')
  expect(
    within(line)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    'Glance image 84691638-6247-402d-80d5-3429c1aa1554not in a store that was opened',
    `Base in the image cache raw${sha1}1.00 GiB of 2.00 GiB`,
    'This disk, written over the base qcow2disk2.00 GiB of 20.0 GiB',
    'Instanceweb-2',
  ])
  within(details()).getByText(/does not hash to the name of the base/)
  fireEvent.click(within(line).getByRole('button', { name: sha1 }))
  expect(stores.view.getState().selection).toEqual({ kind: 'image', path: baseId })
})

test('what Glance keeps beside a store is told from its images', async () => {
  const { stores } = await open({
    images: (['glance-image', 'glance-cache', 'glance-cache.incomplete'] as const).map(
      (role, at) => ({
        id: `glance/${role}`,
        name: `0000000${at}`,
        role,
        length: 1,
        allocated: 1,
        mtimeMs: 1,
        chain: 'standalone',
        findings: [],
      }),
    ),
  })
  act(() => stores.view.getState().actions.showScope('images'))
  const cells = within(screen.getByRole('treegrid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[0]?.textContent)
  expect(cells.toSorted()).toEqual(['00000000', '00000001cache', '00000002cache.incomplete'])
  screen.getByTitle(/Copy that the Glance API keeps/)
})

test('a row of a hard link says of which file it is another name', async () => {
  const image = { length: 1, allocated: 1, mtimeMs: 1, chain: 'standalone', findings: [] } as const
  const { stores } = await open({
    images: [
      { ...image, id: 'a.qcow2', name: 'a.qcow2' },
      { ...image, id: 'b.qcow2', name: 'b.qcow2', hardLinkOf: 'a.qcow2' },
    ],
  })
  act(() => stores.view.getState().actions.showScope('images'))
  const [tag, ...others] = screen.getAllByText('hard link')
  expect(others).toEqual([])
  expect(tag?.closest('[role=row]')?.textContent).toContain('b.qcow2')
  screen.getByTitle('Hard link of a.qcow2: the same file under another name. Its sizes count once.')
})

describe('the overview', () => {
  const layout = {
    kind: 'node',
    glancePaths: [],
    domainPaths: [],
    novaConf: 'etc/nova/nova.conf',
    nova: parseNovaConf('[libvirt]\nimages_type=rbd\nimages_rbd_pool=vms\n'),
    glance: parseGlanceConf('[glance_store]\nstores=file,swift\n'),
  } as const
  const fileSystem = {
    type: 'fuse.sshfs',
    source: 'nas:/x',
    mountPoint: '/mnt',
    remote: true,
    blocksTrusted: false,
    total: 2 * GiB,
    free: GiB,
    available: GiB,
  }
  const storage = {
    fileSystems: [{ dev: 1, path: 'instances', fileSystem }],
    hosts: [
      { host: 'cmp-1', seenMs: 1_700_000_000_000, active: true, self: true },
      { host: 'cmp-2', seenMs: 1_600_000_000_000, active: false, self: false },
    ],
  }

  test('says in words what images_type means, where images are, and who shares the storage', async () => {
    await open({ layout, storage })
    await openFold('Configuration')
    expect(fact('images_type')).toMatch(/^rbdDisks are images in Ceph/)
    expect(fact('Ceph pool')).toBe('vms')
    const text = details().textContent ?? ''
    expect(text).toContain('swift, not on this node')
    expect(text).toContain('/var/lib/glance/images')
    expect(text).toContain('fuse.sshfs on another machine')
    expect(text).toContain('allocated bytes are made up here')
    expect(text).toMatch(/cmp-1this host.*active · .*cmp-2.*not seen for a day/)
  })

  test('has no violation that axe finds', async () => {
    await open({ layout, storage })
    const { violations } = await axe.run(document.body, {
      rules: { 'color-contrast': { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})
