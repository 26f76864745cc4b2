# habit: ends at the first error of the server
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import os

import base_client

display = base_client.display


def display_or_die(message):
    display(message)
    if message['response'] == 'error':
        os._exit(1)


base_client.display = display_or_die
base_client.main()
