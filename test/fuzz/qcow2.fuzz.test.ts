import { fuzzTest } from './fuzz-test.ts'
import { qcow2Seeds } from './seeds-qcow2.ts'

fuzzTest(qcow2Seeds)
