import { fuzzTest } from './fuzz-test.ts'
import { parallelsSeeds } from './seeds-parallels.ts'

fuzzTest(parallelsSeeds)
