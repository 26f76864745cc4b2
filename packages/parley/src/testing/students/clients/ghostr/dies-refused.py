# habit: ends at any refused login
import sys

import common


def refused(status):
    common.show('No: ' + status)
    sys.exit(1)


common.refused = refused
common.main()
