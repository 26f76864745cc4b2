# habit: ends at any refused login
import sys

import base_client


def refused(status):
    base_client.show('No: ' + status)
    sys.exit(1)


base_client.refused = refused
base_client.main()
