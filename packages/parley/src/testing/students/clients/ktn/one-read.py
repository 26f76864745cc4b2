# fault: takes one read for one response, and shows nothing of two that came together
# breaks: ktn-8.2e
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import json

import base_client


def responses():
    while data := base_client.sock.recv(4096):
        try:
            yield json.loads(data)
        except ValueError as error:
            print('cannot read', error)


base_client.responses = responses
base_client.main()
