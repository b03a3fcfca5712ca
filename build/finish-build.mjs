// The last step of `npm run build`: the command line, and the time of the build.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleCli } from './bundle-cli.mjs'
import { buildStamp } from './freshness.mjs'
import { projectRoot } from './setup/places.mjs'

await bundleCli(join(projectRoot, 'out'))
writeFileSync(buildStamp, '')
