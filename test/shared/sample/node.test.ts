import { createHash } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { sampleNode } from '../../../shared/sample/node.ts'
import type { FileContent, SampleEntry } from '../../../shared/sample/tree.ts'

const NOW = Date.UTC(2024, 4, 1, 12)
const INSTANCES = 'var/lib/nova/instances'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const tree = sampleNode(7, NOW)

/** Names right below a folder, of one kind. */
function names(folder: string, kind: SampleEntry['kind']): readonly string[] {
  const prefix = `${folder}/`
  return tree
    .filter((entry) => entry.kind === kind && entry.path.startsWith(prefix))
    .map((entry) => entry.path.slice(prefix.length))
    .filter((name) => !name.includes('/'))
}

function content(path: string): FileContent {
  const entry = tree.find((candidate) => candidate.path === path)
  if (entry?.kind !== 'file') throw new Error(`no file ${path}`)
  return entry.content
}

function text(path: string): string {
  return content(path)
    .parts.map(({ bytes }) => Buffer.from(bytes).toString())
    .join('')
}

/** One hash of everything: comparing the bytes one by one takes minutes. */
function digest(entries: readonly SampleEntry[]): string {
  const hash = createHash('sha256')
  for (const entry of entries) {
    if (entry.kind !== 'file') {
      hash.update(JSON.stringify(entry))
      continue
    }
    const { content: data, ...facts } = entry
    hash.update(JSON.stringify([facts, data.length]))
    for (const { offset, bytes } of data.parts) hash.update(`${offset}`).update(bytes)
  }
  return hash.digest('hex')
}

const instances = names(INSTANCES, 'directory').filter((name) => UUID.test(name))
const bases = names(`${INSTANCES}/_base`, 'file').filter((name) => /^[0-9a-f]{40}$/.test(name))
const sha1 = (id: string) => createHash('sha1').update(id).digest('hex')

interface Domain {
  readonly uuid: string
  readonly name: string
  readonly display: string
  readonly imageId: string
}

function domain(fileName: string): Domain {
  const parser = new XMLParser({ ignoreAttributes: false })
  const { domain: root } = parser.parse(text(`etc/libvirt/qemu/${fileName}`))
  const nova = root.metadata['nova:instance']
  return {
    uuid: root.uuid,
    name: root.name,
    display: nova['nova:name'],
    imageId: nova['nova:root']['@_uuid'],
  }
}

const domains = names('etc/libvirt/qemu', 'file').map(domain)

describe('the sample node', () => {
  test('is the same for the same seed and time, and another for another seed', () => {
    expect(digest(sampleNode(7, NOW))).toBe(digest(tree))
    expect(digest(sampleNode(8, NOW))).not.toBe(digest(tree))
  })

  test('every path is there once, after its folder', () => {
    const seen = new Set([''])
    for (const { path } of tree) {
      expect(seen).toContain(path.slice(0, Math.max(0, path.lastIndexOf('/'))))
      expect(seen).not.toContain(path)
      seen.add(path)
    }
  })

  test('has 40 instances, each with a domain of its name', () => {
    expect(instances).toHaveLength(40)
    expect(domains.map(({ uuid }) => uuid).sort()).toEqual([...instances].sort())
    expect(domains.map(({ display }) => display)).toContain('web-01')
    expect(domains.map(({ name }) => name)).toContain('instance-0000002a')
  })

  test('its image ids hash to the base files, but for one that is gone and one that nobody uses', () => {
    const wanted = new Set(domains.map(({ imageId }) => sha1(imageId)))
    const stored = new Set(names('var/lib/glance/images', 'file').map(sha1))
    const missing = [...wanted].filter((base) => !bases.includes(base))

    expect(wanted.size - missing.length).toBe(5)
    expect(missing).toHaveLength(1)
    expect(domains.filter(({ imageId }) => sha1(imageId) === missing[0])).toHaveLength(2)
    expect([...wanted].every((base) => stored.has(base))).toBe(true)
    expect(bases.filter((base) => !wanted.has(base) && !stored.has(base))).toHaveLength(1)
  })

  test('has root, ephemeral, swap and config-drive disks, listed in disk.info by absolute path', () => {
    const disks = new Set(instances.flatMap((uuid) => names(`${INSTANCES}/${uuid}`, 'file')))
    expect([...disks].sort()).toEqual(
      ['console.log', 'disk', 'disk.config', 'disk.eph0', 'disk.info', 'disk.swap'].sort(),
    )
    for (const uuid of instances) {
      const folder = `${INSTANCES}/${uuid}`
      const listed = Object.keys(JSON.parse(text(`${folder}/disk.info`)))
      const expected = names(folder, 'file').filter((name) => !/^(disk\.info|console)/.test(name))
      expect(listed.sort()).toEqual(expected.map((name) => `/${folder}/${name}`).sort())
    }
  })

  test('has what an unconfirmed resize, a broken delete and a broken download leave', () => {
    const resized = names(INSTANCES, 'directory').filter((name) => name.endsWith('_resize'))
    const deleted = names(INSTANCES, 'directory').filter((name) => name.endsWith('_del'))
    const parts = names(`${INSTANCES}/_base`, 'file').filter((name) => name.endsWith('.part'))
    const stored = names('var/lib/glance/images', 'file').map((id) => `${sha1(id)}.part`)

    expect(resized.map((name) => instances.includes(name.replace('_resize', '')))).toEqual([true])
    expect(deleted.map((name) => instances.includes(name.replace('_del', '')))).toEqual([false])
    expect(parts).toHaveLength(1)
    expect(stored).toContain(parts[0])
  })

  test('has one disk that is raw by disk.info and qcow2 by its first bytes', () => {
    const liars = instances.filter((uuid) => {
      const path = `${INSTANCES}/${uuid}/disk`
      const first = content(path).parts.find(({ offset }) => offset === 0)
      const magic = Buffer.from(first?.bytes ?? []).toString('latin1', 0, 4)
      const declared = JSON.parse(text(`${INSTANCES}/${uuid}/disk.info`))[`/${path}`]
      return declared === 'raw' && magic === 'QFI\xfb'
    })
    expect(liars).toHaveLength(1)
  })

  test('its parts lie inside their files and never over each other', () => {
    for (const entry of tree) {
      if (entry.kind !== 'file') continue
      const { length, parts } = entry.content
      let end = 0
      for (const part of [...parts].sort((a, b) => a.offset - b.offset)) {
        expect(part.offset).toBeGreaterThanOrEqual(end)
        end = part.offset + part.bytes.length
      }
      expect(end).toBeLessThanOrEqual(length)
    }
  })
})
