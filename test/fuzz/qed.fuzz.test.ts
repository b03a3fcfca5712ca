import { fuzzTest } from './fuzz-test.ts'
import { qedSeeds } from './seeds-qed.ts'

fuzzTest(qedSeeds)
