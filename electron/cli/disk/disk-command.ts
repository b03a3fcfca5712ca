import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { isNotHere } from '../../../shared/formats/disk/not-here.ts'
import type { GivenRoot } from '../../files/named-image.ts'
import { openDiskAt } from '../../files/open-disk.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'
import { cutBelow } from '../chain/cut-partition.ts'
import type { CommandContext } from '../commands/command.ts'
import { CliError, OutputError, sentence, UsageError } from '../error-text.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { lookInRoot } from '../input/input-in-root.ts'
import { type Input, plannedRoot, rootFolder } from '../input/inputs.ts'
import { locatedOf } from '../input/located-of.ts'
import type { Terminal } from '../output/terminal.ts'
import { beingWritten } from './being-written.ts'
import { gapTexts, snapshotSize, vpcNotes } from './disk-notes.ts'
import { failedFile } from './failed-file.ts'
import { pointedAt } from './located-notes.ts'
import { overlaysBeside } from './overlays-beside.ts'
import { anotherInstances, headerOwner, refuse } from './whose-data.ts'

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
  { terminal }: CommandContext,
  use: (work: DiskWork) => Promise<ExitCode>,
  saying: Saying = 'first',
): Promise<ExitCode> {
  let opened: OpenedDisk | undefined
  let lacking: readonly string[] = []
  let whose: string | undefined
  try {
    const asked = await openAsked(file, request)
    const { input, root, located } = asked
    opened = asked.opened
    const givenRoot = root?.real
    const pointed = await pointedAt(opened, located, input)
    whose = headerOwner(opened, input, root, request)
    const others = anotherInstances(opened, input, request, located)
    const above = overlaysBeside(input)
    lacking = await gapTexts(opened, input, givenRoot)
    if (saying === 'when-done') refuse(opened, others, lacking)
    const busy = beingWritten(opened.paths)
    const said = [whose, others, above, busy, snapshotSize(opened, request.snapshot)]
      .flatMap((one) => one ?? [])
      .concat(pointed, lacking)
    const cut = cutBelow(opened)
    const notes = [
      ...said.map((text) => `${file}: ${text}`),
      ...vpcNotes(opened),
      ...(cut === undefined ? [] : [cut]),
    ]
    if (saying === 'first') complainOf(notes, terminal)
    const before = opened.revision()
    const code = await use({ ...opened, input, ...(givenRoot !== undefined && { givenRoot }) })
    if (saying === 'when-done') complainOf(notes, terminal)
    const changed = opened.revision() !== before
    if (changed)
      terminal.complain(`${file}: changed while reading; the result may not be of one moment`)
    const isOfNoMoment = saying === 'when-done' && busy !== undefined
    const isWhole = !changed && !isOfNoMoment && cut === undefined && opened.gaps.length === 0
    return code === EXIT.done && !isWhole ? EXIT.partial : code
  } catch (error) {
    if (error instanceof UsageError) throw error
    const isSealed = error instanceof FormatError && error.fault.code === 'encrypted'
    const owner = isSealed && whose !== undefined ? `; ${whose}` : ''
    const why = saying === 'when-done' && isNotHere(error) ? `: ${lacking.join('; ')}` : owner
    const subject = (opened && failedFile(error, opened)) ?? file
    terminal.complain(failure(subject, error) + why)
    return EXIT.failed
  } finally {
    opened?.close()
  }
}

interface Asked {
  readonly input: Input
  readonly root: GivenRoot | undefined
  readonly located: LocatedFiles
  readonly opened: OpenedDisk
}

async function openAsked(file: string, request: DiskRequest): Promise<Asked> {
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
