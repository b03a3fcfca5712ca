import { fuzzTest } from './fuzz-test.ts'
import { vhdxSeeds } from './seeds-vhdx.ts'

fuzzTest(vhdxSeeds)
