import { fuzzTest } from './fuzz-test.ts'
import { vpcSeeds } from './seeds-vpc.ts'

fuzzTest(vpcSeeds)
