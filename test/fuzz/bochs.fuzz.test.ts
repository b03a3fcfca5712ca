import { fuzzTest } from './fuzz-test.ts'
import { bochsSeeds } from './seeds-qemu-only.ts'

fuzzTest(bochsSeeds)
