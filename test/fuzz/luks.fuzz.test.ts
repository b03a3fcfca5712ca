import { fuzzTest } from './fuzz-test.ts'
import { luksSeeds } from './seeds-luks.ts'

fuzzTest(luksSeeds)
