# habit: asks for help as soon as it is connected
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import time

import common

common.send('help')
time.sleep(0.1)
common.main()
