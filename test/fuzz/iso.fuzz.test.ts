import { fuzzTest } from './fuzz-test.ts'
import { isoSeeds } from './seeds-iso.ts'

fuzzTest(isoSeeds)
