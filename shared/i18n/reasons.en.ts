/** Why something cannot be read, as the end of a sentence; small, for every command needs it. */
export const reasonsEn = {
  'not-found': 'it does not exist',
  permission: 'permission denied',
  'not-a-directory': 'it is no directory',
  'not-a-file': 'it is no regular file',
  'outside-root': 'it lies outside of what was opened',
  loop: 'its symlinks lead in a circle',
  'too-deep':
    'it lies in more folders inside each other than a scan follows, so nothing in it is counted',
  'name-too-long': 'its name is too long',
  'not-responding': 'the file system does not answer',
  io: 'the file system reports an error',
}
