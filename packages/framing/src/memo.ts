/**
 * Remembers the last result of `make` by the identity of its argument. An event goes to all its
 * recipients one after another, so one place is enough for a broadcast to be serialised once per
 * dialect, and every recipient shares the string.
 */
export function memoLast<Argument, Result>(
  make: (argument: Argument) => Result,
): (argument: Argument) => Result {
  let last: { readonly argument: Argument; readonly result: Result } | undefined
  return (argument) => {
    if (last?.argument !== argument) last = { argument, result: make(argument) }
    return last.result
  }
}
