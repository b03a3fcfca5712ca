import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright'
import { z } from 'zod'

/** A task of the page's main thread. Milliseconds. */
export interface PageTask {
  readonly wall: number
  /** Processor time: hardly depends on what else the machine does. */
  readonly cpu: number
}

// The fields of the Trace Event Format that are used; times are in microseconds.
const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string().optional(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      dur: z.number().default(0),
      tdur: z.number().default(0),
      args: z.object({ name: z.unknown() }).partial().optional(),
    }),
  ),
})

/** Chromium's own account of the tasks that the page has run during `act`. */
export async function tracedTasks(
  app: ElectronApplication,
  act: () => Promise<void>,
): Promise<readonly PageTask[]> {
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel', '__metadata'] }),
  )
  await act()
  const file = join(tmpdir(), `cowscope-trace-${process.pid}.json`)
  await app.evaluate(({ contentTracing }, path) => contentTracing.stopRecording(path), file)
  const { traceEvents } = traceSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  rmSync(file)
  const page = traceEvents.find(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  )
  if (page === undefined) throw new Error('the trace has no page')
  return traceEvents
    .filter(({ name, ph, pid, tid }) => isTask(name, ph) && pid === page.pid && tid === page.tid)
    .map(({ dur, tdur }) => ({ wall: dur / 1000, cpu: tdur / 1000 }))
}

function isTask(name: string | undefined, phase: string): boolean {
  return phase === 'X' && name === 'ThreadControllerImpl::RunTask'
}
