import { type Fault, FormatError, sentenceOf } from '../../shared/bytes/errors.ts'
import type { ByteSource } from '../../shared/bytes/source.ts'
import { openDisk } from '../../shared/formats/disk/disk.ts'
import type { DiskLayer, LayerContext } from '../../shared/formats/disk/types.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import { rawLayer } from '../../shared/formats/raw/layer.ts'
import type { ImageFormat } from '../../shared/formats/types.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { isSeSparse } from '../../shared/formats/vmdk/sesparse-header.ts'
import { seSparseLayer } from '../../shared/formats/vmdk/sesparse-layer.ts'
import { english } from '../../shared/phrases/english.ts'
import { contentJson } from '../../shared/report/json/content-json.ts'
import { verdictJson } from '../../shared/report/json/verdict-json.ts'
import { qemuInfo } from '../../shared/report/qemu/qemu-info.ts'
import { contentText } from '../../shared/report/text/content-text.ts'
import { verdictText } from '../../shared/report/text/verdict-text.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { checkImage, detectAll, snapshotSpace } from '../helpers/images/in-one-go.ts'
import type { SeededRandom } from '../helpers/images/seeded-random.ts'
import { mapDisk, measureDisk, readDisk } from './disk-works.ts'

/** It ends within a sector, and within a cluster. */
const BELOW = new Uint8Array(300_001).fill(6)

/** One thing that is done with an image. */
export interface Work {
  readonly name: string
  readonly run: () => void
}

/** Everything that the core does with the file of an image. */
export function worksOn(
  source: ByteSource,
  context: LayerContext,
  random: SeededRandom,
): readonly Work[] {
  const format = probeImage(source).format
  const layer = (snapshot?: string) => layerOf(source, format, context, snapshot)
  const open = (snapshot?: string) => openDisk(layer(snapshot))
  // What shows through lies in a short file: a chain of several would be as many times the work.
  const chain = () => openDisk(layer(), [rawLayer(memorySource(BELOW))])
  return [
    { name: 'details', run: () => details(source, format) },
    { name: 'detection', run: () => detection(source, format) },
    { name: 'verdict', run: () => verdict(source, random) },
    { name: 'check', run: () => checkImage(source) },
    { name: 'snapshot space', run: () => snapshotSpace(source) },
    { name: 'map', run: () => mapDisk(open()) },
    { name: 'map of a snapshot', run: () => mapDisk(open('1')) },
    { name: 'measure', run: () => measureDisk(open(), random) },
    ...Array.from({ length: 4 }, () => ({ name: 'read', run: () => readDisk(open(), random) })),
    { name: 'map of a chain', run: () => mapDisk(chain()) },
    { name: 'read of a chain', run: () => readDisk(chain(), random) },
  ]
}

/** Whether the work was refused. Throws what is no `FormatError` with all its parts. */
export function isRefused({ name, run }: Work): boolean {
  try {
    run()
    return false
  } catch (error) {
    if (!(error instanceof FormatError)) {
      throw new Error(`${name} ended with ${String(error)}`, { cause: error })
    }
    expectWhole(error.fault)
    return true
  }
}

function expectWhole(fault: Fault): void {
  const { what, expected, found, offset } = fault
  const said = [expected, found, sentenceOf(fault)].map(english)
  const whole = [what, ...said].every((text) => text !== '')
  // An offset that a file names may be beyond what a double counts exactly, but it is a number.
  if (!whole || !(offset >= 0)) throw new Error(`not a whole fault: ${JSON.stringify(fault)}`)
}

function layerOf(
  source: ByteSource,
  format: ImageFormat,
  context: LayerContext,
  snapshot?: string,
): DiskLayer {
  // No format by itself: only a descriptor leads to it.
  if (isSeSparse(source)) return seSparseLayer(source)
  return openLayer(source, format, { ...context, ...(snapshot !== undefined && { snapshot }) })
}

function details(source: ByteSource, format: ImageFormat): void {
  const found = inspectImage(source)
  const { summary, faults } = found
  if (summary.format !== format) throw new Error(`${summary.format} is ${format} to a scan`)
  for (const fault of faults) expectWhole(fault)
  if (summary.fault !== undefined) expectWhole(summary.fault)
  const info = { displayPath: 'x', length: source.size, allocated: 0, details: found }
  JSON.stringify(qemuInfo(info))
  contentText(found)
  JSON.stringify(contentJson(found))
}

function detection(source: ByteSource, format: ImageFormat): void {
  const { primary, candidates } = detectAll(source)
  if (primary !== format || candidates[0]?.format !== format) {
    throw new Error(`detected as ${primary}, and ${format} to a scan`)
  }
}

function verdict(source: ByteSource, random: SeededRandom): void {
  const declaredFormat = random.pick(['raw', 'vmdk', 'qcow2', 'x'])
  const role = random.pick(['image', 'base', 'disk'] as const)
  const result = imageVerdict(source, { role, declaredFormat, withTables: true })
  verdictText('x', result)
  JSON.stringify(verdictJson('x', result))
}
