import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { sentenceOf } from '../../shared/bytes/errors.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { english } from '../../shared/phrases/english.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

/** `COWSCOPE_FUZZ_SEED` repeats a run, `COWSCOPE_FUZZ_ROUNDS` makes it longer. */
const SEED = Number(process.env['COWSCOPE_FUZZ_SEED'] ?? 1)
const ROUNDS = Math.ceil(Number(process.env['COWSCOPE_FUZZ_ROUNDS'] ?? 20_000) / 40)

const folder = temporaryFolder()
const OPTIONS = [
  'compat=1.1',
  'compat=0.10,cluster_size=512',
  'extended_l2=on,compression_type=zstd',
]
const images: Uint8Array[] = []

beforeAll(() => {
  for (const [index, options] of OPTIONS.entries()) {
    const name = `seed-${index}`
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, name, '5M')
    qemuImg(folder, 'snapshot', '-c', 'one', name)
    images.push(new Uint8Array(readFileSync(join(folder, name))))
  }
})

test(`${ROUNDS} mutated qcow2 headers: qemu-img takes what we take (seed ${SEED})`, () => {
  const random = new SeededRandom(SEED)
  for (let round = 0; round < ROUNDS; round += 1) {
    const image = random.pick(images).slice()
    for (let count = 1 + random.below(2); count > 0; count -= 1) {
      image[8 + random.below(104)] = random.below(256)
    }
    const path = join(folder, 'mutated')
    writeFileSync(path, image)
    const { fault } = inspectImage(memorySource(image)).summary
    // Past the end of a file qemu reads zeros; we say that there is nothing.
    if (fault?.code === 'truncated') continue
    const { status, stderr } = runQemuImg(folder, ['info', '-U', path])
    const sentence = fault === undefined ? 'no fault' : english(sentenceOf(fault))
    const said = `round ${round}: ${stderr} / ${sentence}`
    expect(status === 0, said).toBe(fault === undefined)
    // qemu-img prints an unknown encryption method as a signed number.
    const method = new DataView(image.buffer).getUint32(32)
    const theirs = stderr.replace(/method -?\d+/, `method ${method}`)
    if (fault !== undefined) expect(theirs, said).toContain(sentence)
  }
})
