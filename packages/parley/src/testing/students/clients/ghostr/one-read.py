# fault: takes one read for one reply; two that come together end the thread that listens
# breaks: ghostr-8.2a
# may: ghostr-7.2
import json

import base_client


def replies():
    while data := base_client.server.recv(1024):
        yield json.loads(data)


base_client.replies = replies
base_client.main()
