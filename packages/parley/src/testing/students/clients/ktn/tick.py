# habit: looks once a second for what was typed and for what came
# driver: { "welcome": "[info] Login successful", "send": ["msg {text}"], "heard": "{from}: {text}" }
import sys, threading, time

import base_client

typed, came = [], []


def read_keyboard():
    for line in sys.stdin:
        typed.append(line.rstrip('\n'))
    typed.append('logout')


threading.Thread(target=read_keyboard, daemon=True).start()
threading.Thread(target=lambda: [came.append(message) for message in base_client.responses()], daemon=True).start()
while True:
    time.sleep(1)
    while came:
        base_client.display(came.pop(0))
    if typed:
        request, _, content = typed.pop(0).partition(' ')
        if request == 'logout':
            break
        base_client.send(request, content or None)
base_client.goodbye()
