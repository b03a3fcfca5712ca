import { lutimesSync, mkdirSync, renameSync, symlinkSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import { scanWhole } from '../../../helpers/scan/whole-scan.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
  smallNode,
  UUID,
  withSpace,
} from '../../../helpers/trees/small-node.ts'

const GONE = `${INSTANCES}/bbbbbbbb-0000-4000-8000-000000000002_del`
/** Seconds. */
const MONTH = 40 * 86_400
const KEPT = 'mnt/kept'

/** A node with what a deletion left: in that folder lies a symlink to a disk elsewhere. */
function leading(): SmallNode {
  const node = smallNode()
  node.make('qcow2', `${GONE}/data`, '8M')
  mkdirSync(node.path(dirname(KEPT)))
  renameSync(node.path(`${GONE}/data`), node.path(KEPT))
  node.age(KEPT, MONTH / 3600)
  link(node, `${GONE}/disk`, `/${KEPT}`)
  return node
}

/** A symlink as old as what a deletion left. */
function link(node: SmallNode, path: string, target: string): void {
  const time = Date.now() / 1000 - MONTH
  symlinkSync(target, node.path(path))
  lutimesSync(node.path(path), time, time)
  utimesSync(node.path(dirname(path)), time, time)
}

function usersOf(node: SmallNode): readonly string[] | undefined {
  return cleanupSteps(scanWhole(node.root)).find(({ path }) => path === GONE)?.users
}

describe('a folder that something goes through is needed, though what it leads to lies elsewhere', () => {
  test('without anybody who does, it may go', () => {
    expect(usersOf(leading())).toEqual([])
  })

  test('by the backing name of a disk, which is a symlink in it', () => {
    const node = leading()
    node.overlay(`/${GONE}/disk`, 'qcow2')
    expect(usersOf(node)).toEqual([DISK])
  })

  test('by a folder in it that is a symlink to the image cache', () => {
    const node = leading()
    link(node, `${GONE}/cache`, '../_base')
    node.overlay(`/${GONE}/cache/${BASE.slice(-40)}`)
    expect(usersOf(node)).toEqual([DISK])
  })

  test.each([`/${GONE}/../_base`, `../${GONE.slice(-40)}/../_base`])(
    'by a name that goes into it and leaves it again: %s',
    (folder) => {
      const node = leading()
      node.overlay(`${folder}/${BASE.slice(-40)}`)
      expect(usersOf(node)).toEqual([DISK])
    },
  )

  test('by way of a symlink that no scan comes by', () => {
    const node = leading()
    mkdirSync(node.path('srv'))
    symlinkSync(`/${GONE}`, node.path('srv/alias'))
    node.overlay('/srv/alias/disk', 'qcow2')
    expect(usersOf(node)).toEqual([DISK])
  })

  test('by the external data file of a disk', () => {
    const node = leading()
    const data = `/${GONE}/disk`
    qemuImg(node.root, 'create', '-q', '-f', 'qcow2', '-o', 'data_file=d', DISK, '16M')
    qemuImg(node.root, 'amend', '-q', '-f', 'qcow2', '-o', `data_file=${data}`, DISK)
    expect(usersOf(node)).toEqual([DISK])
  })

  test('by a disk in the XML of a domain', () => {
    const node = leading()
    const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)
    const more = `<disk type="file"><driver type="qcow2"/><source file="/${GONE}/disk"/></disk>`
    node.write(DOMAIN, xml.replace('</devices>', `${more}</devices>`))
    expect(usersOf(node)).toEqual([DOMAIN])
  })
})

describe('where the instances_path was opened alone, so that what it leads to is not here', () => {
  const inside = (path: string) => path.slice(INSTANCES.length + 1)
  const usersAlone = (node: SmallNode) => {
    const scan = scanOfTree(withSpace(liveTree(node.path(INSTANCES))))
    return cleanupSteps(scan).find(({ path }) => path === inside(GONE))?.users
  }

  test('by the backing name of a disk', () => {
    const node = leading()
    node.overlay(`/${GONE}/disk`, 'qcow2')
    expect(usersAlone(node)).toEqual([inside(DISK)])
  })

  test.each([`../${inside(GONE)}/disk`, `/${GONE}/disk`])(
    'by a disk that is a symlink to the symlink: %s',
    (target) => {
      const node = leading()
      renameSync(node.path(DISK), node.path(`${FOLDER}/before`))
      symlinkSync(target, node.path(DISK))
      expect(usersAlone(node)).toEqual([inside(DISK)])
    },
  )
})
