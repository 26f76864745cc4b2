# fault: takes one read for one reply; two that come together end the thread that listens
# breaks: ghostr-8.2a
# may: ghostr-7.2
import json

import common


def replies():
    while data := common.server.recv(1024):
        yield json.loads(data)


common.replies = replies
common.main()
