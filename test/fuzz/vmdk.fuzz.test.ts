import { fuzzTest } from './fuzz-test.ts'
import { vmdkSeeds } from './seeds-vmdk.ts'

fuzzTest(vmdkSeeds)
