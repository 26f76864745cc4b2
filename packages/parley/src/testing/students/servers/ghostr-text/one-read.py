# fault: takes one read for one message
# breaks: ghostr-text-1.2
# may: ghostr-text-1.5b
import base_server


def requests(sock):
    while data := sock.recv(2048):
        fields = data.decode().split(';;')[:-1]
        found = dict(base_server.field_of(field) for field in fields)
        if len(found) == 1 + base_server.COUNT.get(found.get('TYPE'), 99):
            yield found


base_server.requests = requests
base_server.main()
