import type { NodeView } from '../../analysis/model.ts'
import { type PlaceKind, placeKind } from '../../analysis/opened/place-kind.ts'
import { isUnrecognised } from '../../analysis/opened/unrecognised.ts'
import { absolutePath } from '../../analysis/places/address.ts'
import { displayText } from '../../bytes/text.ts'
import { unrecognised } from '../../i18n/unrecognised.ts'
import { counted } from '../counted.ts'
import { reasonText } from './reason-text.ts'

const kinds: Readonly<Record<PlaceKind, string>> = {
  node: 'Compute node',
  instances: 'Instances path',
  glance: 'Image store',
  domains: 'Domain XML of libvirt',
  folder: 'Folder',
  cache: 'Image cache',
  instance: 'Instance folder',
  image: 'Image',
}

/** What was opened as the first line of a report for the terminal, and its parts where there are some. */
export function openedLines(view: NodeView): readonly string[] {
  return [
    ...titleLines(view),
    ...unrecognisedLines(view),
    ...insideLines(view),
    ...notOpenedLines(view),
  ]
}

function titleLines(view: NodeView): readonly string[] {
  const { rootPath, opened = [] } = view
  const title = (kind: PlaceKind, path: string) => `${kinds[kind]} ${displayText(path)}`
  const [only] = opened
  if (opened.length < 2) {
    return [title(placeKind(view), absolutePath(rootPath, only?.path ?? ''))]
  }
  return [
    `${opened.length} places; paths are below ${displayText(rootPath)}`,
    ...opened.map(({ kind, path }) => `  ${title(kind, absolutePath(rootPath, path))}`),
  ]
}

function unrecognisedLines(view: NodeView): readonly string[] {
  if (!isUnrecognised(view)) return []
  const { title, text } = unrecognised(view, 'en')
  return [title, text]
}

/** As many as are named; the JSON report has all. */
const SHOWN = 8

/** What a folder above of compute nodes does not tell: there every file is an image by itself. */
function insideLines({ rootPath, nodesInside = [] }: NodeView): readonly string[] {
  const { length } = nodesInside
  if (length === 0) return []
  const more = length > SHOWN ? [`  and ${length - SHOWN} more`] : []
  const shown = nodesInside.slice(0, SHOWN)
  return [
    `${counted(length, 'compute node or instances_path lies', 'compute nodes or instances_paths lie')} inside, of which every file is read as an image here; to see instances, open one, or several together:`,
    ...shown.map((path) => `  ${displayText(absolutePath(rootPath, path))}`),
    ...more,
  ]
}

function notOpenedLines({ notOpened = [] }: NodeView): readonly string[] {
  return notOpened.map(({ path, code, errno }) => {
    return `Not opened: ${displayText(path)}: ${reasonText(code, errno)}`
  })
}
