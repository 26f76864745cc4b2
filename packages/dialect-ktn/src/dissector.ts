import type { Dissector } from '@parley/contract'
import { DEEPEST, MOST_REQUEST } from './options.ts'

/** An object of either side, as in annotate.ts. */
export const dissector: Dissector = {
  framing: { family: 'json', bytes: MOST_REQUEST, depth: DEEPEST },
  begins: {
    client: ['{%s*"[Rr]equest"%s*:', '{%s*"[Cc]ontent"%s*:'],
    server: ['{%s*"[Tt]imestamp"%s*:', '{%s*"[Rr]esponse"%s*:'],
  },
  lua: `
local members, texts, is_sound, wrong = json_members(frame)
local named = { login = 1, block = 1, unblock = 1, join = 1, leave = 1 }
local word = (texts.request or texts.response or ""):lower()
for _, member in ipairs(members) do
  local key = member.key:lower()
  local what = nil
  if key == "request" or key == "response" then what = "verb"
  elseif key == "sender" then what = "sender"
  elseif key == "username" or key == "room" then what = "name"
  elseif key == "message" or key == "messages" then what = "text"
  elseif key == "content" then
    if named[word] then what = "name"
    elseif word == "msg" or word == "message" or word == "history" then what = "text" end
  end
  if what then put(what, member.from, member.to, member.text) end
  if key == "response" then
    put("status", member.from, member.to, word == "error" and "ERROR" or "OK")
  end
end
if not is_sound then
  fail("not a JSON object")
  local found = frame:lower():find("pass", 1, true)
  if found then put("password", found, #frame) end
end
`,
}
