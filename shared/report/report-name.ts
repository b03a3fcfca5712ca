import { hostNameOf } from '../analysis/hosts/storage.ts'
import type { NodeView, ViewOfNode } from '../analysis/model.ts'
import { baseNameOf } from '../files/paths.ts'
import { openedPaths } from './json/scan-json.ts'

interface Subject extends Pick<NodeView, 'layout' | 'rootPath' | 'opened'> {
  readonly nodes?: readonly Pick<ViewOfNode, 'label'>[]
}

/** Characters, which are bytes here: a name has room for 255, and a date and an ending come to it. */
const MOST = 60

/**
 * What a report is of, as part of a file's name: its hosts where they are known, else the folders that
 * were opened. Of letters, digits, `.`, `_`, `-` and `+` alone; empty where nothing of that is left.
 */
export function subjectName(view: Subject): string {
  const all = namesOf(view).map(plain)
  const [first = '', ...others] = [...new Set(all)].filter((name) => name !== '')
  return others.reduce((text, name, at) => withName(text, name, others.length - at), cut(first))
}

/** Names that have no room are counted: a part of one may be another's name. */
function withName(text: string, name: string, rest: number): string {
  if (COUNTED.test(text)) return text
  const more = `${text}+${name}`
  return more.length > MOST ? `${text}+${rest}-more` : more
}

const COUNTED = /\+\d+-more$/

function cut(name: string): string {
  return name.slice(0, MOST)
}

function namesOf(view: Subject): readonly string[] {
  if (view.nodes !== undefined) return view.nodes.map(({ label }) => baseNameOf(label))
  const host = hostNameOf(view.layout)
  return host === undefined ? openedPaths(view).map(baseNameOf) : [host]
}

function plain(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '')
}
