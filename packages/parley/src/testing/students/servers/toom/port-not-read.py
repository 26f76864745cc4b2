# fault: does not expect the port after a login, and answers it like any other request
# breaks: toom-2.3a
# may: toom-3.6 toom-1.5 toom-1.5a toom-1.2
import base_server

requests = base_server.requests


def as_commands(conn):
    for request in requests(conn):
        if request['type'] == 'UDP_PORT':
            yield dict(request)
            request = {'type': 'PORT', 'body': str(request['body'])}
        yield request


base_server.requests = as_commands
base_server.main()
