# habit: ends without a logout
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import common

common.goodbye = lambda: None
common.main()
