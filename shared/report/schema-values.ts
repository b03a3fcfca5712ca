import { z } from 'zod'

/** Kinds of values in the JSON report. */

export const bytes = z.int().nonnegative()
/** Bytes of a difference. */
export const signed = z.int()
export const count = z.int().nonnegative()
export const time = z.iso.datetime()
export const format = z.string().nullable().describe("qemu's name.")
export const content = z
  .enum(['iso', 'gpt', 'mbr'])
  .nullable()
  .describe('What raw data was recognised as.')

export const allocatedFrom = z
  .enum(['blocks', 'tables', 'unknown'])
  .describe("From st_blocks, from a qcow2 image's own tables, or not known.")
