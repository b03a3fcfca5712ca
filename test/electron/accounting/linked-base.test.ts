import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { createDescents } from '../../../shared/analysis/rows/descent.ts'
import { cleanupMarkdown } from '../../../shared/report/cleanup/cleanup-markdown.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import { qemuIo } from '../../helpers/images/disk-images.ts'
import { duOf } from '../../helpers/programs/du.ts'
import {
  BASE,
  DISK,
  FOLDER,
  IMAGE,
  type SmallNode,
  STORE,
  smallNode,
} from '../../helpers/trees/small-node.ts'

const MIB = 1024 ** 2
const BIG = `mnt/big/${BASE.split('/').at(-1)}`
function allocatedOf({ totals: { byKind } }: NodeView): number {
  return Object.values(byKind).reduce((sum, bytes) => sum + bytes, 0)
}

/** A node whose one base, with 4 MiB written, an operator moved away from the full file system. */
function moved(): SmallNode {
  const of = smallNode()
  qemuIo(of.path(BASE), [`write -q -P 7 0 ${4 * MIB}`], 'raw')
  mkdirSync(of.path('mnt/big'), { recursive: true })
  renameSync(of.path(BASE), of.path(BIG))
  symlinkSync(`/${BIG}`, of.path(BASE))
  return of
}

describe('a base that a symlink in the image cache leads out of it to', () => {
  const of = moved()
  const { view, travelOf, chainAt } = of.scan()
  const [row] = view.instances
  const base = view.bases.find(({ id }) => id === BIG)

  test('counts for what stands on it, and for the whole as du does', () => {
    expect(base).toMatchObject({ allocated: 4 * MIB, users: 1, exclusive: 0, linkedAt: BASE })
    const disk = row?.allocated ?? 0
    // Nova removes the symlink alone: the instance's deletion frees nothing there.
    expect(row?.sizes).toEqual({ exclusive: disk, shared: 4 * MIB, amortised: disk + 4 * MIB })
    expect(view.covered).toContain(of.path(BIG))
    expect(allocatedOf(view)).toBe(duOf(...view.covered))
    expect(view.findings).toEqual([])
  })

  test('is told from the symlink, which has its name, in the table of bases', () => {
    const rows = nodeText(view).split('\n')
    const name = BASE.split('/').at(-1) ?? ''
    expect(rows.filter((line) => line.startsWith(`${name} (file ${BIG}) `))).toHaveLength(1)
    expect(rows.filter((line) => line.startsWith(`${name} -> /${BIG} `))).toHaveLength(1)
  })

  test('is the image’s, and the disk’s, by the name of the symlink', () => {
    const link = view.bases.find(({ id }) => id === BASE)
    expect(link).toMatchObject({ glanceId: IMAGE, link: { to: BIG }, cache: { kind: 'in-use' } })
    expect(base).toMatchObject({ glanceId: IMAGE, name: link?.name })
    const [disk] = row?.disks ?? []
    if (row === undefined || disk === undefined) throw new Error('no disk')
    expect(createDescents(view)(row, disk)).toMatchObject({
      image: { name: IMAGE, path: `${STORE}/${IMAGE}` },
      base: { path: BIG },
      isRawTwin: true,
      match: 'same',
    })
    expect(view.images[0]?.basePath).toBe(BIG)
  })

  test('travels with the instance, and is a file of the image cache', () => {
    const needed = row && travelOf(row)?.needed
    expect(needed).toContainEqual(
      expect.objectContaining({ path: BIG, allocated: 4 * MIB, length: 8 * MIB, cached: true }),
    )
    expect(chainAt(DISK)?.state.kind).toBe('complete')
  })

  test('is in the clean-up plan by its symlink, when nothing stands on it', () => {
    const idle = moved()
    idle.run('rm', '-r', FOLDER, 'etc/libvirt/qemu/instance-00000001.xml')
    const plan = cleanupMarkdown(idle.scan(), 'en')
    expect(plan).toContain(`- \`${BASE}\`: It is a symlink: what it leads to decides.`)
    expect(plan).not.toContain(BIG)
  })
})

test('a symlink in the image cache to a stored image makes no base of that', () => {
  const of = smallNode()
  of.run('rm', BASE)
  symlinkSync(`/${STORE}/${IMAGE}`, of.path(BASE))
  const { view } = of.scan()
  expect(view.bases.map(({ id }) => id)).toEqual([BASE])
  expect(allocatedOf(view)).toBe(duOf(...view.covered))
})
