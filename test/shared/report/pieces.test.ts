import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeSampleNode } from '../../../electron/sample/write.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { nodeCsv } from '../../../shared/report/csv/csv.ts'
import { nodeJson } from '../../../shared/report/json/json.ts'
import { nodeReportSchema } from '../../../shared/report/schema/schema.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../../helpers/scan/node-view.ts'
import { textOf } from '../../helpers/text-of.ts'
import { instance, sampleView } from './sample-view.ts'

const generator = { name: 'cowscope', version: '0.1.0' }
const folder = temporaryFolder()
/** A piece is full with so many characters, and ends with the row that fills it. */
const FULL = 64 * 1024
let node: NodeView
let images: NodeView

beforeAll(() => {
  for (const name of ['node', 'images']) mkdirSync(join(folder, name))
  writeSampleNode(join(folder, 'node'))
  writeFileSync(join(folder, 'images/one.raw'), Buffer.alloc(4096, 1))
  node = viewOfFolder(join(folder, 'node'))
  images = viewOfFolder(join(folder, 'images'))
})

describe('the pieces of a report', () => {
  test('are together what one JSON.stringify for each table row and each other value gives', () => {
    for (const view of [node, images, sampleView({ nodes: [] })]) {
      const text = textOf(nodeJson({ view }, generator))
      const report: unknown = JSON.parse(text)
      expect(nodeReportSchema.parse(report)).toEqual(report)
      expect(text === wholeText(Object(report))).toBe(true)
    }
    expect(textOf(nodeJson({ view: images }, generator))).toContain(
      '\n"instances": [],\n"images": [\n{',
    )
  })

  test('are of some tens of kB each, whatever the node has', () => {
    const instances = Array.from({ length: 9 }, () => node.instances).flat()
    const many = { ...node, instances }
    for (const report of [nodeJson({ view: node }, generator), nodeCsv(many, 'instances')]) {
      const made = [...report]
      expect(made.length).toBeGreaterThan(1)
      const last = made.pop()
      expect(Math.min(...made.map(({ length }) => length))).toBeGreaterThanOrEqual(FULL)
      expect(Math.max(...made.map(({ length }) => length))).toBeLessThan(2 * FULL)
      expect(last?.length).toBeGreaterThan(0)
    }
  })

  test.each([
    ['JSON', (view: NodeView) => nodeJson({ view }, generator)],
    ['CSV', (view: NodeView) => nodeCsv(view, 'instances')],
  ])('as %s are made when they are asked for, with no more rows than they hold', (_, report) => {
    let rows = 0
    const counted = Array.from({ length: 5000 }, () => ({
      ...instance,
      get fileCount() {
        rows++
        return 3
      },
    }))
    const pieces = report(sampleView({ instances: counted }))[Symbol.iterator]()
    expect(rows).toBe(0)
    const { value: first } = pieces.next()
    expect(rows).toBe(first?.match(/7b1f0c32-/g)?.length)
    const { value: second } = pieces.next()
    expect(rows).toBe(`${first}${second}`.match(/7b1f0c32-/g)?.length)
    expect(rows).toBeLessThan(1000)
  })
})

/** The text of a report of which all is there at once. */
function wholeText(report: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(report).map(([key, value]) => {
    const text = Array.isArray(value) ? tableText(value) : JSON.stringify(value, null, 2)
    return `${JSON.stringify(key)}: ${text}`
  })
  return `{\n${parts.join(',\n')}\n}\n`
}

function tableText(rows: readonly unknown[]): string {
  if (rows.length === 0) return '[]'
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`
}
