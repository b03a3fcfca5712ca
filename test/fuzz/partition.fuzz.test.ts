import { fuzzTest } from './fuzz-test.ts'
import { partitionSeeds } from './seeds-partition.ts'

fuzzTest(partitionSeeds)
