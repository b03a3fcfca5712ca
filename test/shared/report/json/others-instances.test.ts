import { describe, expect, test } from 'vitest'
import { nodeCsv } from '../../../../shared/report/csv/csv.ts'
import { nodeJson } from '../../../../shared/report/json/json.ts'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { parseCsv } from '../../../helpers/csv.ts'
import { textOf } from '../../../helpers/text-of.ts'
import { instance, sampleView } from '../sample-view.ts'

/** One of this host, and one that no domain of this host has, where two others use the storage. */
const view = sampleView({
  instances: [instance, { ...instance, id: 'v', otherHosts: ['compute-08', '=cmd'] }],
})

test('JSON says whose a folder without a domain here may be', () => {
  const json: unknown = JSON.parse(textOf(nodeJson({ view }, { name: 'cowscope', version: '1' })))
  const { instances } = nodeReportSchema.parse(json)
  expect(instances.map(({ mayBeOf }) => mayBeOf)).toEqual([[], ['compute-08', '=cmd']])
})

test('CSV says it', () => {
  const [header = [], ...rows] = parseCsv(textOf(nodeCsv(view, 'instances')))
  const at = header.indexOf('may_be_of')
  expect(rows.map((row) => row[at])).toEqual(['', 'compute-08 =cmd'])
})

test('the text says it, and has the column only where it is known of any', () => {
  const text = nodeText(view)
  expect(text).toMatch(/MAY BE OF/)
  expect(text).toMatch(/compute-08, =cmd/)
  expect(nodeText(sampleView())).not.toMatch(/MAY BE OF/)
})

describe('a folder that no domain of the host belongs to', () => {
  // Too young for an orphan, and one.
  const lost = [{ orphanAtMs: 1 }, { orphan: true }] as const
  const rows = lost.map((facts, at) => ({ ...instance, id: `w${at}`, ...facts }))
  const known = sampleView({ instances: [instance, ...rows] })

  test('is marked in JSON and CSV, whatever its age', () => {
    const json: unknown = JSON.parse(
      textOf(nodeJson({ view: known }, { name: 'cowscope', version: '1' })),
    )
    const { instances } = nodeReportSchema.parse(json)
    expect(instances.map((one) => [one.withoutDomain, one.orphan])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ])
    const [header = [], ...cells] = parseCsv(textOf(nodeCsv(known, 'instances')))
    const at = header.indexOf('without_domain')
    expect(cells.map((row) => row[at])).toEqual(['false', 'true', 'true'])
  })

  test('is marked in the text', () => {
    expect(nodeText(known).match(/ \(no domain\) /g)).toHaveLength(2)
  })
})
