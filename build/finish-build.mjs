// The last step of `npm run build`: the command line's short name, and the time of the build.
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildStamp } from './freshness.mjs'
import { projectRoot } from './setup/places.mjs'

const cli = join(projectRoot, 'out/cli.mjs')
writeFileSync(cli, "#!/usr/bin/env node\nimport './main/cli.js'\n")
chmodSync(cli, 0o755)
writeFileSync(buildStamp, '')
