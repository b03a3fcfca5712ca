import { FormatError } from '../../../shared/bytes/errors.ts'
import { isNotHere } from '../../../shared/formats/disk/not-here.ts'
import type { GivenRoot } from '../../files/named-image.ts'
import { openDiskAt } from '../../files/open-disk.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'
import type { CommandContext } from '../commands/command.ts'
import { CliError, OutputError, sentence, UsageError } from '../error-text.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { lookInRoot } from '../input/input-in-root.ts'
import { type Input, plannedRoot, rootFolder } from '../input/inputs.ts'
import { locatedOf } from '../input/located-of.ts'
import type { Terminal } from '../output/terminal.ts'
import { type AboutDisk, type AskedDisk, aboutDisk } from './about-disk.ts'
import { CHANGED } from './being-written.ts'
import { failedFile } from './failed-file.ts'
import { refuse } from './whose-data.ts'

/** What the commands over a guest's disk have in common. */
export interface DiskRequest {
  readonly root?: string
  /** Each NAME=FILE: the file that is read for what is recorded as that name. */
  readonly locate?: readonly string[]
  readonly snapshot?: string
  /** Of the image itself: `raw` whatever it begins with, and otherwise what it must be. */
  readonly format?: string
}

export interface DiskWork extends OpenedDisk {
  readonly input: Input
  /** Real path of `--root`. */
  readonly givenRoot?: string
  /** Whether one of its files was written to since it was opened. */
  readonly hasChanged: () => boolean
}

/** Whether what is lacking is said before the disk is read, or after that, where failing says it. */
type Saying = 'first' | 'when-done'

/**
 * Opens the disk of `file`, hands it to `use` and closes it whatever happens. What is wrong with the
 * input is one sentence and `failed`; a chain with gaps, one that was cut or one that changed is `partial`
 * at best, and so is a copy of one that is being written.
 */
export async function withDisk(
  file: string,
  request: DiskRequest,
  { terminal, hearing }: CommandContext,
  use: (work: DiskWork) => Promise<ExitCode>,
  saying: Saying = 'first',
): Promise<ExitCode> {
  let opened: OpenedDisk | undefined
  let about: AboutDisk | undefined
  try {
    const asked = await openAsked(file, request)
    opened = asked.opened
    about = await aboutDisk(file, asked, request)
    return await usedDisk(file, asked, about, (work) => hearing(() => use(work)), saying, terminal)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const subject = (opened && failedFile(error, opened)) ?? file
    terminal.complain(failure(subject, error) + whyFailed(error, about, saying))
    return EXIT.failed
  } finally {
    opened?.close()
  }
}

async function usedDisk(
  file: string,
  { input, root, opened }: AskedDisk,
  about: AboutDisk,
  use: (work: DiskWork) => Promise<ExitCode>,
  saying: Saying,
  terminal: Terminal,
): Promise<ExitCode> {
  if (saying === 'first') complainOf(about.notes, terminal)
  else refuse(opened, about.others, about.lacking)
  const before = opened.revision()
  const hasChanged = () => opened.revision() !== before
  const givenRoot = root === undefined ? {} : { givenRoot: root.real }
  const code = await use({ ...opened, input, hasChanged, ...givenRoot })
  if (saying === 'when-done') complainOf(about.notes, terminal)
  const changed = hasChanged()
  if (changed) terminal.complain(`${file}: ${CHANGED}`)
  const isOfOneMoment = !changed && !(saying === 'when-done' && about.isBusy)
  const isWhole = isOfOneMoment && !about.isCut && opened.gaps.length === 0
  return code === EXIT.done && !isWhole ? EXIT.partial : code
}

/** What the sentence of a failure goes on with: whose data a key is missing for, or where they are. */
function whyFailed(error: unknown, about: AboutDisk | undefined, saying: Saying): string {
  if (about === undefined) return ''
  if (saying === 'when-done' && isNotHere(error)) return `: ${about.lacking.join('; ')}`
  const isSealed = error instanceof FormatError && error.fault.code === 'encrypted'
  return isSealed && about.whose !== undefined ? `; ${about.whose}` : ''
}

async function openAsked(file: string, request: DiskRequest): Promise<AskedDisk> {
  const root = await rootOf(request)
  const input = lookInRoot(file, root?.real)
  if (input.kind === 'folder') throw new CliError('it is a folder, not an image')
  const located = await locatedOf(request, root?.real)
  const opened = openDiskAt(input, {
    located,
    ...(root !== undefined && { givenRoot: root }),
    ...(request.snapshot !== undefined && { snapshot: request.snapshot }),
    ...(request.format !== undefined && { format: request.format }),
  })
  return { input, root, located, opened }
}

async function rootOf({ root }: DiskRequest): Promise<GivenRoot | undefined> {
  return root === undefined ? undefined : plannedRoot(rootFolder(root))
}

function complainOf(texts: readonly string[], terminal: Terminal): void {
  for (const text of texts) terminal.complain(text)
}

/** What an image holds is the user's business, not a fault of this program. */
function failure(file: string, error: unknown): string {
  if (error instanceof OutputError) return error.message
  return error instanceof FormatError ? `${file}: ${error.message}` : sentence(file, error)
}
