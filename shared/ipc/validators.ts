import { z } from 'zod'
import { MAX_DESCRIPTOR_SIZE } from '../formats/vmdk/descriptor.ts'
import { MAX_PAGE } from '../map/extent-table.ts'
import { MAX_CELLS } from '../map/window.ts'
import type { RequestArguments } from './channels.ts'
import type { RequestChannel, Settings } from './contract.ts'
import { MAX_PATHS } from './places.ts'
import { MAX_PLAN_ROWS, PLAN_FORMATS } from './plan.ts'
import { REPORT_FORMATS } from './report-format.ts'

/** `PATH_MAX` of Linux; a decoded path has no more characters than bytes. */
const MAX_PATH = 4096
/**
 * The longest name that a reader gives: a VMDK's parent hint may fill its descriptor, a byte each
 * character. QED ends at 4095 bytes, a VHDX's locator at 32,767 characters, the others before.
 */
const MAX_NAME = MAX_DESCRIPTOR_SIZE
/** A scan's id is a UUID. */
const MAX_ID = 64
/** Characters that are copied at once: ten thousand lines. */
const MAX_TEXT = 4 * 1024 * 1024
/** Rows of the largest table that can be chosen at once. */
const MAX_CHOICE = 100_000

const id = z.string().min(1).max(MAX_ID)
const name = z.string().min(1).max(MAX_NAME)
const systemPath = z
  .string()
  .min(1)
  .max(MAX_PATH)
  .refine((path) => !path.includes('\0'), 'has a NUL')
const treePath = z.string().max(MAX_PATH).refine(isTreePath, 'is not a path inside a tree')

const deletionChoice = z.strictObject({
  instances: z.array(treePath).max(MAX_CHOICE),
  files: z.array(treePath).max(MAX_CHOICE),
})
const whole = z.int().min(0)
const steps = z.array(whole).max(MAX_CHOICE)
const planSteps = z.union([z.literal('all'), steps])
const mapWindow = z.strictObject({
  start: whole,
  cellBytes: z.int().min(1),
  cells: z.int().min(1).max(MAX_CELLS),
})

export const settingsSchema = z.strictObject({
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'light', 'dark']),
}) satisfies z.ZodType<Settings>

const settingsChange = z.strictObject({
  language: z.exactOptional(settingsSchema.shape.language),
  theme: z.exactOptional(settingsSchema.shape.theme),
})

/**
 * What each request may carry. A channel of the contract without an entry here, or with one that
 * does not fit its signature, does not compile.
 */
export const argumentSchemas = {
  'app:bootstrap': z.tuple([]),
  'settings:set': z.tuple([settingsChange]),
  'recent:list': z.tuple([]),
  'recent:forget': z.tuple([z.array(systemPath).max(MAX_PATHS)]),
  'place:choose-folder': z.tuple([]),
  'place:choose-image': z.tuple([]),
  'place:open': z.tuple([z.array(systemPath).max(MAX_PATHS)]),
  'place:reopen': z.tuple([id]),
  'place:leave-out': z.tuple([id]),
  'place:sample': z.tuple([]),
  'scan:start': z.tuple([id]),
  'scan:cancel': z.tuple([id]),
  'scan:instance': z.tuple([id, treePath]),
  'scan:freed': z.tuple([id, deletionChoice]),
  'scan:travel': z.tuple([id, treePath]),
  'plan:open': z.tuple([id]),
  'plan:rows': z.tuple([id, whole, z.int().min(1).max(MAX_PLAN_ROWS)]),
  'plan:left-out': z.tuple([id, whole, z.int().min(1).max(MAX_PLAN_ROWS)]),
  'plan:step': z.tuple([id, whole]),
  'plan:choice': z.tuple([id, steps]),
  'plan:copy': z.tuple([id, z.enum(PLAN_FORMATS), planSteps]),
  'plan:save': z.tuple([id, z.enum(PLAN_FORMATS), planSteps]),
  'image:inspect': z.tuple([id, treePath]),
  'image:locate': z.tuple([id, treePath, name]),
  'image:forget': z.tuple([id, treePath, name]),
  'image:start': z.tuple([
    id,
    treePath,
    z.enum(['check', 'snapshot-space', 'map', 'zeros', 'measure']),
  ]),
  'image:cancel': z.tuple([id]),
  'image:map': z.tuple([id, mapWindow]),
  'image:extents': z.tuple([id, whole, z.int().min(1).max(MAX_PAGE)]),
  'report:save': z.tuple([id, z.enum(REPORT_FORMATS)]),
  'text:copy': z.tuple([z.string().min(1).max(MAX_TEXT)]),
  'path:copy': z.tuple([id, treePath]),
  'path:reveal': z.tuple([id, treePath]),
} satisfies { readonly [C in RequestChannel]: z.ZodType<RequestArguments<C>> }

/** True for `''` and for names joined by `/` of which none is empty, `.` or `..`. */
export function isTreePath(path: string): boolean {
  if (path === '') return true
  if (path.includes('\0')) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/** Why arguments were refused: the place of the value and what is wrong with it. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
}
