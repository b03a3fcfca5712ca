/**
 * `{{name}}` in a text is replaced by `values.name`, by nothing where there is none;
 * `{{name|step|steps}}` by the first word where that is 1, and by the second where it is not.
 */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text
    .replace(/\{\{(\w+)\|([^|}]*)\|([^|}]*)\}\}/g, (_, name: string, one: string, more: string) =>
      values[name] === '1' ? one : more,
    )
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}
