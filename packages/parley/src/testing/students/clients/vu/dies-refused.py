# fault: ends when its login is refused
# may: vu-4.3 vu-4.3a vu-4.3b vu-4.4 vu-4.4b
import sys

import base_client


def show(text):
    print(text, flush=True)
    if text.startswith('Cannot'):
        sys.exit()


base_client.show = show
base_client.main()
