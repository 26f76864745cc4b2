# habit: waits a second before it looks for the reply
import time

import common

receive = common.receive


def late():
    time.sleep(1)
    return receive()


common.receive = late
common.main()
