import { fuzzTest } from './fuzz-test.ts'
import { vdiSeeds } from './seeds-vdi.ts'

fuzzTest(vdiSeeds)
