# habit: waits a second before it looks for the reply
import time

import base_client

receive = base_client.receive


def late():
    time.sleep(1)
    return receive()


base_client.receive = late
base_client.main()
