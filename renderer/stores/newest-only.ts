/** Of what is begun one after the other only the newest counts: what it gives tells whether it is that still. */
export function newestOnly(): () => () => boolean {
  let newest = 0
  return () => {
    newest += 1
    const own = newest
    return () => own === newest
  }
}
