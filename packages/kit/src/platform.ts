/** Whether a program and all that it starts are a group, which one signal reaches. Windows has none. */
export function hasProcessGroups(platform: NodeJS.Platform = process.platform): boolean {
  return platform !== 'win32'
}

const UNSEEN =
  'it connects to a server to learn whether it listens, does not see which other port it listens on or that it uses a whole processor, and does not wait for what it has started in the background'

const UNENDED =
  'A program that is ended leaves behind what it has started: Windows has no process groups.'

/**
 * What the kit sees and does less of on a system than on Linux, where it is tested; undefined on Linux.
 * Said once, where the kit starts programs.
 */
export function platformNote(platform: NodeJS.Platform = process.platform): string | undefined {
  if (platform === 'linux') return undefined
  const unseen = `Parley sees less of programs on ${platform} than on Linux: ${UNSEEN}.`
  return hasProcessGroups(platform) ? unseen : `${unseen} ${UNENDED}`
}
