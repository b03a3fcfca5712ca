import { FormatError } from '../../../shared/bytes/errors.ts'
import { isNotHere } from '../../../shared/formats/disk/not-here.ts'
import type { GivenRoot } from '../../files/named-image.ts'
import { openDiskAt } from '../../files/open-disk.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'
import { cutBelow } from '../chain/cut-partition.ts'
import { readAsVpc } from '../chain/read-as-vpc.ts'
import type { CommandContext } from '../commands/command.ts'
import { CliError, OutputError, sentence, UsageError } from '../error-text.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { lookInRoot } from '../input/input-in-root.ts'
import { type Input, plannedRoot, rootFolder } from '../input/inputs.ts'
import { locatedOf } from '../input/located-of.ts'
import type { Terminal } from '../output/terminal.ts'
import { beingWritten } from './being-written.ts'
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
    const root = await rootOf(request)
    const givenRoot = root?.real
    const input = lookInRoot(file, givenRoot)
    if (input.kind === 'folder') throw new CliError('it is a folder, not an image')
    const located = await locatedOf(request, givenRoot)
    opened = openDiskAt(input, {
      located,
      ...(root !== undefined && { givenRoot: root }),
      ...(request.snapshot !== undefined && { snapshot: request.snapshot }),
      ...(request.format !== undefined && { format: request.format }),
    })
    const pointed = await pointedAt(opened, located, input)
    whose = headerOwner(opened, input, root, request)
    const others = anotherInstances(opened, input, request, located)
    const above = overlaysBeside(input)
    lacking = await gapTexts(opened, input, givenRoot)
    if (saying === 'when-done') refuse(opened, others, lacking)
    const busy = beingWritten(opened.paths)
    const said = [whose, others, above, busy, snapshotSize(opened, request)]
      .flatMap((one) => one ?? [])
      .concat(pointed, lacking)
    const cut = cutBelow(opened)
    const beside = cut === undefined ? vpcNotes(opened) : [...vpcNotes(opened), cut]
    const notes = [...said.map((text) => `${file}: ${text}`), ...beside]
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

async function rootOf({ root }: DiskRequest): Promise<GivenRoot | undefined> {
  return root === undefined ? undefined : plannedRoot(rootFolder(root))
}

/** What tells how to bring what is lacking is loaded only where something is. */
async function gapTexts(
  { gaps }: OpenedDisk,
  input: Input,
  givenRoot: string | undefined,
): Promise<readonly string[]> {
  if (gaps.length === 0) return []
  const { gapText } = await import('./gap-text.ts')
  return gaps.map((gap) => gapText(gap, input, givenRoot))
}

function complainOf(texts: readonly string[], terminal: Terminal): void {
  for (const text of texts) terminal.complain(text)
}

/** A snapshot from before a resize is as long as its disk was then. */
function snapshotSize(opened: OpenedDisk, { snapshot }: DiskRequest): string | undefined {
  const now = opened.chain.layers[0]?.image.virtualSize
  const { size } = opened.disk
  if (snapshot === undefined || now === undefined || now === size) return undefined
  return `the disk had ${size} bytes in the snapshot, and so long is what is read of it; it has ${now} now, the length that qemu-img convert -l gives it`
}

function vpcNotes({ chain }: OpenedDisk): readonly string[] {
  return chain.layers.flatMap((layer) => {
    const note = readAsVpc(layer)
    return note === undefined ? [] : [`${layer.displayPath}: ${note}`]
  })
}

/** What an image holds is the user's business, not a fault of this program. */
function failure(file: string, error: unknown): string {
  if (error instanceof OutputError) return error.message
  return error instanceof FormatError ? `${file}: ${error.message}` : sentence(file, error)
}
