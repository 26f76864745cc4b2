# habit: ends without a LOGOUT
# driver: { "welcome": "Welcome", "send": ["@{to} {text}"], "list": ["/list"], "leave": ["/quit"], "heard": "{from}: {text}" }
import common

common.goodbye = lambda name: None
common.main()
