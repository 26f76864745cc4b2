import type { Dissector } from '@parley/contract'
import { DEEPEST, MOST_REQUEST } from './options.ts'

const begins = ['{%s*"action"%s*:']

/** An object of either side (2 to 5, 9), as in annotate.ts. */
export const dissector: Dissector = {
  framing: { family: 'json', bytes: MOST_REQUEST, depth: DEEPEST },
  begins: { client: begins, server: begins },
  lua: `
local names = { username = "name", user = "recipient", from = "sender", room = "recipient",
  by = "name", action = "verb",
  message = "text", password = "password" }
local members, texts, is_sound = json_members(frame)
for _, member in ipairs(members) do
  local what = names[member.key]
  local action = texts.action or ""
  local is_list = action:find("^whoelse") or action == "rooms" or action == "bans"
  if member.key == "reply" and is_list then what = "name"
  elseif not what and member.key:lower():find("pass", 1, true) then what = "password" end
  if what then put(what, member.from, member.to, member.text) end
  if member.key == "status" or member.key == "reply" and texts.action == "startprivate" then
    put("status", member.from, member.to, member.text == "SUCCESS" and "OK" or member.text)
  end
end
if not is_sound then
  fail("not a JSON object")
  local found = frame:lower():find("pass", 1, true)
  if found then put("password", found, #frame) end
end
`,
}
