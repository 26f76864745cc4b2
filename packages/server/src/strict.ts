/** Whether a listener passes texts on as they are: every dialect has the option `strict`. */
export function isStrict(options: unknown): boolean {
  if (typeof options !== 'object' || options === null) return false
  return 'strict' in options && options.strict === true
}
