# habit: ends without a logout
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import base_client

base_client.goodbye = lambda: None
base_client.main()
