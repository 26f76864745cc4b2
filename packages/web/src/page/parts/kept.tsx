import type { FeedState } from '../model/feed-state.ts'
import { keptWords } from '../model/kept-words.ts'

/** Where that begins which the page can show. */
export function Kept({ state }: { readonly state: FeedState }) {
  const words = keptWords(state.kept.times, state.kept.bytes, Date.now())
  return words === '' || state.isRecorded ? null : <p class="note kept">{words}</p>
}
