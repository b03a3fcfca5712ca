import { fuzzTest } from './fuzz-test.ts'
import { qcowSeeds } from './seeds-qcow.ts'

fuzzTest(qcowSeeds)
