import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import type { Translate } from '../../shared/i18n/native.ts'
import type { ReportFormat } from '../../shared/ipc/report-format.ts'
import type { SettingsStore } from '../settings.ts'
import { titleName } from './title-name.ts'

export interface DialogContext {
  readonly window: () => BrowserWindow
  readonly translate: () => Translate
  readonly settings: SettingsStore
}

/** The only user of Electron's `dialog`. Each opens in the folder of the last choice. */
export interface Dialogs {
  chooseFolder(): Promise<string | undefined>
  chooseImage(): Promise<string | undefined>
  /** Asks for the file that an image names as `name`, beginning in `folder`. */
  locate(name: string, folder: string): Promise<string | undefined>
  saveReport(name: string, format: ReportFormat): Promise<string | undefined>
  pageGone(): Promise<'reload' | 'quit'>
  unresponsive(): Promise<'reload' | 'wait'>
}

export function createDialogs(context: DialogContext): Dialogs {
  const text: Translate = (key, values) => context.translate()(key, values)
  return {
    chooseFolder: () => chooseOne(context, text('dialog.open-folder'), 'openDirectory'),
    chooseImage: () => chooseOne(context, text('dialog.open-image'), 'openFile'),
    locate: (name, folder) =>
      chooseOne(context, text('dialog.locate', { name: titleName(name) }), 'openFile', folder),
    saveReport: (name, format) => chooseTarget(context, name, format),
    pageGone: () => ask(context, 'page-gone', ['reload', 'quit']),
    unresponsive: () => ask(context, 'unresponsive', ['reload', 'wait']),
  }
}

async function chooseOne(
  { window, translate, settings }: DialogContext,
  title: string,
  kind: 'openDirectory' | 'openFile',
  folder = startFolder(settings),
): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
    title,
    defaultPath: folder,
    properties: [kind],
    ...(kind === 'openFile' && {
      filters: [{ name: translate()('dialog.all-files'), extensions: ['*'] }],
    }),
  })
  const path = filePaths[0]
  if (canceled || path === undefined) return undefined
  settings.set('lastFolder', kind === 'openDirectory' ? path : dirname(path))
  return path
}

type Extension = 'txt' | 'json' | 'csv' | 'md' | 'sh'

const EXTENSIONS: Readonly<Record<ReportFormat, Extension>> = {
  text: 'txt',
  json: 'json',
  'csv-instances': 'csv',
  'csv-disks': 'csv',
  'csv-bases': 'csv',
  'csv-images': 'csv',
  'csv-findings': 'csv',
  'plan-markdown': 'md',
  'plan-script': 'sh',
}

const FILE_TYPES: Readonly<Record<Extension, `dialog.file-type-${Extension}`>> = {
  txt: 'dialog.file-type-txt',
  json: 'dialog.file-type-json',
  csv: 'dialog.file-type-csv',
  md: 'dialog.file-type-md',
  sh: 'dialog.file-type-sh',
}

async function chooseTarget(
  { window, translate, settings }: DialogContext,
  name: string,
  format: ReportFormat,
): Promise<string | undefined> {
  const extension = EXTENSIONS[format]
  const isPlan = format === 'plan-markdown' || format === 'plan-script'
  const { canceled, filePath } = await dialog.showSaveDialog(window(), {
    title: translate()(isPlan ? 'dialog.save-plan' : 'dialog.save-report'),
    defaultPath: join(settings.get('lastReportFolder') ?? homedir(), `${name}.${extension}`),
    filters: [{ name: translate()(FILE_TYPES[extension]), extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || filePath === '') return undefined
  settings.set('lastReportFolder', dirname(filePath))
  return filePath
}

/** The first answer is the default one, and also what closing the dialog means. */
async function ask<A extends 'reload' | 'quit' | 'wait'>(
  { window, translate }: DialogContext,
  what: 'page-gone' | 'unresponsive',
  answers: readonly [A, A],
): Promise<A> {
  const text = translate()
  const { response } = await dialog.showMessageBox(window(), {
    type: 'error',
    message: text(`dialog.${what}`),
    detail: text(`dialog.${what}-detail`),
    buttons: answers.map((answer) => text(`dialog.${answer}`)),
    defaultId: 0,
    cancelId: 0,
  })
  return answers[response] ?? answers[0]
}

function startFolder(settings: SettingsStore): string {
  return settings.get('lastFolder') ?? homedir()
}
