import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { OpenedPath } from '../../../electron/files/opened-paths.ts'
import { SCANNER_OPTIONS } from '../../../electron/scanner/options.ts'
import { runJob } from '../../../electron/scanner/run-job.ts'
import { ScannerService } from '../../../electron/scanner/service.ts'
import { directLookups } from './direct-lookups.ts'
import { fakeThreads } from './fake-threads.ts'

// A program: scans the folders and images that are its arguments, as the scanner of the window does, and
// prints the report that the window saves of them.

const paths = process.argv.slice(2).map((real): OpenedPath => {
  return { real, kind: statSync(real).isDirectory() ? 'folder' : 'image' }
})
const granted = (kind: OpenedPath['kind']) => {
  return paths.filter((path) => path.kind === kind).map(({ real }) => real)
}

let service: ScannerService | undefined
await new Promise<void>((resolve) => {
  const { start } = fakeThreads((job, worker) => {
    runJob(job, worker.pulse, (message) => worker.tell(message))
  })
  service = new ScannerService({
    threads: start,
    options: { ...SCANNER_OPTIONS, chunk: 1 },
    lookups: directLookups,
    generator: { name: 'cowscope', version: '' },
    send: (event) => {
      if (event.kind === 'failed') throw new Error(JSON.stringify(event))
    },
    ended: () => resolve(),
  })
  const grants = { grantedFolders: granted('folder'), grantedFiles: granted('image') }
  service.start({ scanId: 'scan', paths, notOpened: [], ...grants })
})
const target = join(mkdtempSync(join(tmpdir(), 'cowscope-window-report-')), 'report.json')
await service?.report('scan', 'json', target, 'en')
process.stdout.write(readFileSync(target))
rmSync(dirname(target), { recursive: true })
