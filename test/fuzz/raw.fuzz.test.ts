import { fuzzTest } from './fuzz-test.ts'
import { rawSeeds } from './seeds-raw.ts'

fuzzTest(rawSeeds)
