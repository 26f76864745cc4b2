# habit: asks for help as soon as it is connected
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import time

import base_client

base_client.send('help')
time.sleep(0.1)
base_client.main()
