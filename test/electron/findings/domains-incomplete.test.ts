import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { cleanupScript } from '../../../shared/report/cleanup/cleanup-script.ts'
import { scanOfTree } from '../../helpers/scan/node-view.ts'
import {
  BASE,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
} from '../../helpers/trees/small-node.ts'
import { lines, node, only, viewOf } from '../../helpers/trees/spoiled-node.ts'

const uuidOf = (at: number) => `dddddddd-0000-4000-8000-00000000000${at}`

/** Instances that stand on the node's base, of which the first `known` have a domain. */
function crowded({ all, known }: { readonly all: number; readonly known: number }): SmallNode {
  const made = node()
  for (let at = 1; at <= all; at += 1) {
    const folder = `${INSTANCES}/${uuidOf(at)}`
    made.write(`${folder}/console.log`, 'x')
    made.ageFolder(folder, 48)
    if (at > known) continue
    const name = DOMAIN.replace('00000001', `0000010${at}`)
    made.write(name, domainXml(100 + at, uuidOf(at), {}, IMAGE))
  }
  return made
}

describe('domain XML that is not all', () => {
  test('is doubted where more folders have no domain than there are: none of them is an orphan', () => {
    const found = only(crowded({ all: 3, known: 0 }))
    expect(found).toMatchObject({
      code: 'domains-incomplete',
      severity: 'warning',
      subject: { kind: 'folder', path: INSTANCES },
      evidence: { case: 'few', count: 3, known: 1 },
    })
  })

  test('is not where they are fewer, and those are orphans', () => {
    const found = lines(crowded({ all: 3, known: 2 }))
    expect(found.filter((line) => !line.includes('missing-disk'))).toEqual([
      `warning orphan-folder ${INSTANCES}/${uuidOf(3)}`,
    ])
  })

  test('is doubted where a folder without a domain was written to after the newest XML', () => {
    const spoiled = crowded({ all: 1, known: 0 })
    expect(lines(spoiled)).toEqual([`warning orphan-folder ${INSTANCES}/${uuidOf(1)}`])
    for (const path of [DOMAIN, 'etc/libvirt/qemu']) spoiled.age(path, 200 * 24)
    const found = only(spoiled)
    expect(found).toMatchObject({
      code: 'domains-incomplete',
      evidence: { case: 'older', count: 1, known: 1 },
    })
    expect(Number(found.evidence['age'])).toBeGreaterThanOrEqual(200 * 24 * 3_600_000)
  })

  test('leaves nothing to remove, and the base in use', () => {
    const spoiled = crowded({ all: 3, known: 0 })
    spoiled.write(DOMAIN, domainXml(9, uuidOf(1), {}, IMAGE))
    const scan = scanOfTree(liveTree(spoiled.path('')))
    const { view } = scan
    expect(view.findings.map(({ code }) => code)).toContain('domains-incomplete')
    expect(view.instances.some(({ orphan }) => orphan === true)).toBe(false)
    expect(cleanupScript(scan, 'en')).not.toMatch(/rm -r/)
    expect(view.bases.find(({ id }) => id === BASE)?.cache?.kind).toBe('in-use')
  })

  test('of storage that other hosts use says nothing: their folders have none here', () => {
    const spoiled = crowded({ all: 3, known: 0 })
    const seen = { 'cmp-1': Date.now() / 1000, 'cmp-2': Date.now() / 1000 }
    spoiled.write(`${INSTANCES}/compute_nodes`, JSON.stringify(seen))
    expect(viewOf(spoiled).findings.map(({ code }) => code)).not.toContain('domains-incomplete')
  })

  test('that is not there at all is no part', () => {
    const spoiled = crowded({ all: 3, known: 0 })
    rmSync(spoiled.path(DOMAIN))
    expect(lines(spoiled)).toEqual([])
    expect(viewOf(spoiled).instances.map(({ id }) => id)).toContain(FOLDER)
  })
})
