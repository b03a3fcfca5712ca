// The last step of `npm run build`: the command line with its code cache, and the time of the build.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleCli } from './bundle-cli.mjs'
import { writeCodeCache } from './code-cache/write.mjs'
import { buildStamp } from './freshness.mjs'
import { projectRoot } from './setup/places.mjs'

const out = join(projectRoot, 'out')
await bundleCli(out)
writeCodeCache(join(out, 'cli'))
writeFileSync(buildStamp, '')
