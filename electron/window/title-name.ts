import { fileNameIn } from '../../shared/analysis/chain/described-name.ts'
import { displayText } from '../../shared/bytes/text.ts'

/** Characters of a name that a title has room for. */
const MOST_OF_TITLE = 80

/** What an image names may hold anything, at any length: in a title of the system nothing of it works. */
export function titleName(name: string): string {
  const file = fileNameIn(name) ?? name
  const isLong = file.length > MOST_OF_TITLE
  return displayText(isLong ? `${file.slice(0, MOST_OF_TITLE)}…` : file)
}
