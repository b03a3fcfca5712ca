import { Pulse } from '../../../electron/scanner/pulse.ts'
import { runJob } from '../../../electron/scanner/run-job.ts'

// Does all work that the window can ask of an image, and prints how each ended: for tests that watch
// it from outside. Arguments: the opened folder and the image's path in it.
const [folder = '', path = ''] = process.argv.slice(2)
const request = {
  placeId: 'p',
  askedPath: path,
  path,
  folder,
  grantedFolders: [folder],
  grantedFiles: [],
  located: new Map<string, string>(),
}
const ends: string[] = []
for (const work of ['check', 'snapshot-space', 'map', 'zeros'] as const) {
  runJob({ kind: 'work', work, request }, new Pulse(), (message) => {
    if (message.kind !== 'progress') ends.push(message.kind)
  })
}
process.stdout.write(ends.join(' '))
