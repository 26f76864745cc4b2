import type { Dissector } from '@parley/contract'

const begins = ['\x80[\x02-\x05][}\x95]', '}q%z%(', '%(dp0\n']

/** A pickle of either side: `type` and `body`, as in annotate.ts. */
export const dissector: Dissector = {
  framing: { family: 'pickles' },
  begins: { client: begins, server: begins },
  lua: `
local members, texts = pickle_members(frame)
local kind = texts.type
for _, member in ipairs(members) do
  local from, to, text = member.from, member.to, member.text
  if member.key == "type" then
    put("verb", from, to, text)
    if side == "server" and text:find("F$") then put("status", from, to, "ERROR") end
  elseif member.key == "body" and side == "server" then
    put("text", from, to, text)
  elseif member.key == "body" and (kind == nil or kind == "LOGIN") then
    local blank = frame:sub(from, to):find(" ", 1, true)
    local last = blank and from + blank - 2 or to
    put("name", from, last)
    put("password", last + 2, to)
  elseif member.key == "body" and (kind == "MSG" or kind == "EDT") then
    put("text", from, to, text)
  end
end
if kind == nil then fail("no dictionary with a type") end
`,
}
