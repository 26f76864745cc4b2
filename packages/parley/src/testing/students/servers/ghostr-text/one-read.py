# fault: takes one read for one message
# breaks: ghostr-text-1.2
# may: ghostr-text-1.5b
import common


def requests(sock):
    while data := sock.recv(2048):
        fields = data.decode().split(';;')[:-1]
        found = dict(common.field_of(field) for field in fields)
        if len(found) == 1 + common.COUNT.get(found.get('TYPE'), 99):
            yield found


common.requests = requests
common.main()
