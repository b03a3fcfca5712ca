import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { OpenedPath } from '../../../electron/files/opened-paths.ts'
import type { FoundPlaces, Job } from '../../../electron/scanner/jobs.ts'
import { SCANNER_OPTIONS } from '../../../electron/scanner/options.ts'
import { runJob } from '../../../electron/scanner/run-job.ts'
import { ScannerService } from '../../../electron/scanner/service.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { directLookups } from '../../helpers/scan/direct-lookups.ts'
import { fakeThreads } from '../../helpers/scan/fake-threads.ts'

const root = temporaryFolder()
const folder = (name: string): OpenedPath => ({ real: join(root, name), kind: 'folder' })

beforeAll(() => {
  for (const name of ['instances/_base', 'images']) mkdirSync(join(root, name), { recursive: true })
  writeFileSync(join(root, 'instances/_base/base'), 'x'.repeat(512))
})

/** What an image in one place is looked at with after a scan of another one. */
async function foundFor(
  scanned: readonly OpenedPath[],
  asked: readonly OpenedPath[],
  above: string,
): Promise<FoundPlaces | undefined> {
  let ended: () => void = () => undefined
  const end = new Promise<void>((resolve) => {
    ended = resolve
  })
  const found: (FoundPlaces | undefined)[] = []
  const { start } = fakeThreads((job: Job, worker) => {
    if (job.kind === 'inspect') found.push(job.request.found)
    runJob(job, worker.pulse, (message) => worker.tell(message))
  })
  const service = new ScannerService({
    threads: start,
    lookups: directLookups,
    options: SCANNER_OPTIONS,
    generator: { name: 'cowscope', version: '0' },
    send: () => undefined,
    ended: () => ended(),
  })
  const grants = { grantedFolders: asked.map(({ real }) => real), grantedFiles: [] }
  service.start({ scanId: 'scan', paths: scanned, notOpened: [], ...grants })
  await end
  const path = join(root, 'instances/_base/base').slice(above.length + 1)
  const request = { placeId: 'p', askedPath: path, path, folder: above, located: new Map() }
  await service.inspect({ ...request, ...grants, parts: asked })
  return found[0]
}

test.each([
  ['in one another', ['instances', 'instances/_base'], join(root, 'instances')],
  ['beside one another', ['instances', 'images'], root],
])(
  'the paths of a scan that lie %s are not planned again for an image in them',
  async (_, names, above) => {
    const paths = names.map(folder)
    const found = await foundFor(paths, paths.toReversed(), above)
    expect(found).toMatchObject({ rootPath: above })
    // By these it is told what an export may read, and no folder is listed for that.
    const places = found?.imagePlaces.map((place) => join(above, place))
    expect(places).toContain(join(root, 'instances'))
  },
)

test('a scan of other paths below the same folder says nothing of an image', async () => {
  const asked = [folder('instances'), folder('images')]
  expect(await foundFor([folder('instances'), folder('images/none')], asked, root)).toBeUndefined()
})
