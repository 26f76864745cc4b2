/** A table in Markdown. */
export function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
}

/** A text in a code span in a table. */
export function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}
