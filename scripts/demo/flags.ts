/** Of a slow conversation, in seconds. */
const SLOW = 25

/** How long the conversation is to take, in seconds; undefined: as quick as it can. Ends the process where a flag is wrong. */
export function slowness(args: readonly string[]): number | undefined {
  const [flag, ...others] = args
  if (flag === undefined) return undefined
  const [, said] = /^--slow=(\d+(?:\.\d+)?)$/.exec(flag) ?? []
  if (others.length > 0 || (flag !== '--slow' && said === undefined)) {
    process.stderr.write('demo: expected nothing, --slow, or --slow=<seconds>\n')
    process.exit(2)
  }
  return said === undefined ? SLOW : Number(said)
}
