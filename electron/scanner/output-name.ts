import { basename, dirname } from 'node:path'
import { encodeText } from '../../shared/bytes/text.ts'
import { instanceDirName } from '../../shared/nova/names.ts'

/** A name for the raw file that tells of which instance it is, where the image lies in one's folder. */
export function outputName(image: string): string {
  const folder = basename(dirname(image))
  const isOfInstance = instanceDirName(folder) !== undefined
  return `${fitting(`${isOfInstance ? `${folder}-` : ''}${basename(image)}`)}.raw`
}

/** Bytes that Linux takes for a name (NAME_MAX), without the ending. */
const MOST_OF_NAME = 255 - '.raw'.length

/** As much of a name as there is room for; no character is cut. */
function fitting(name: string): string {
  let [text, left] = ['', MOST_OF_NAME]
  for (const character of name) {
    left -= encodeText(character).length
    if (left < 0) return text
    text += character
  }
  return text
}
