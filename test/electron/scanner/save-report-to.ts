import { toFailure } from '../../../electron/failure.ts'
import { reportTarget } from '../../../electron/grants/report-target.ts'
import { saveReport } from '../../../electron/scanner/report-file.ts'
import { emptyScan } from './empty-scan.ts'

// A program: saves a report at its argument as the window does, and prints what the window is told.

const [, , target = ''] = process.argv

async function save(): Promise<unknown> {
  try {
    const place = await reportTarget(target, { folders: [], files: [], limitMs: 10_000 })
    const how = { generator: { name: 'cowscope', version: '1' }, language: 'en' } as const
    return await saveReport(emptyScan(), 'json', place, how)
  } catch (error) {
    return toFailure(error)
  }
}

process.stdout.write(JSON.stringify(await save()))
