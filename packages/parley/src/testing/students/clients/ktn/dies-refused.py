# habit: ends at the first error of the server
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import os

import common

display = common.display


def display_or_die(message):
    display(message)
    if message['response'] == 'error':
        os._exit(1)


common.display = display_or_die
common.main()
