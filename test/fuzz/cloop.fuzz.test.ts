import { fuzzTest } from './fuzz-test.ts'
import { cloopSeeds } from './seeds-qemu-only.ts'

fuzzTest(cloopSeeds)
