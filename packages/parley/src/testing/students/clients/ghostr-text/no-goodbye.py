# habit: ends without a LOGOUT
# driver: { "welcome": "Welcome", "send": ["@{to} {text}"], "list": ["/list"], "leave": ["/quit"], "heard": "{from}: {text}" }
import base_client

base_client.goodbye = lambda name: None
base_client.main()
