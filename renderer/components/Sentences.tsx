/** A sentence ends where the next begins: with a capital after a blank, or in Chinese at once. */
const BETWEEN = /(?<=[.])\s+(?=\p{Lu})|(?<=[。])(?=.)/u

/** What something means in one sentence, and below it as a list what else there is to it. */
export function Sentences({ text }: { readonly text: string }) {
  const [first, ...others] = text.split(BETWEEN)
  return (
    <>
      <p>{first}</p>
      {others.length > 0 && (
        <ul>
          {others.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </>
  )
}
