"""Clients as students write them: one read is one message, and nothing is buffered."""
import json
import pickle
import socket


def connect(port):
    s = socket.create_connection(('127.0.0.1', port))
    s.settimeout(20)
    return s


def expect(got, wanted):
    if got != wanted:
        raise SystemExit(f'expected {wanted!r}, got {got!r}')


class Ghostr:
    """One recv(1024) and json.loads for each message."""

    def __init__(self, port):
        self.s = connect(port)

    def send(self, **request):
        self.s.send(json.dumps(request).encode())

    def read(self):
        return json.loads(self.s.recv(1024))

    def ask(self, **request):
        self.send(**request)
        return self.read()

    def login(self, name, password, private_port=0):
        return self.ask(action='login', username=name, password=password,
                        private_port=private_port)['status']

    def closed(self):
        return self.s.recv(1024) == b''


class Toom:
    """One recv(2048) and pickle.loads for each request."""

    def __init__(self, port, protocol):
        self.protocol = protocol
        self.s = connect(port)
        expect(self.read(), ('', 'Successfully connected to server'))

    def send(self, kind, body):
        self.s.send(pickle.dumps({'type': kind, 'body': body}, protocol=self.protocol))

    def read(self):
        reply = pickle.loads(self.s.recv(2048))
        return reply['type'], reply['body']

    def ask(self, kind, body=''):
        self.send(kind, body)
        return self.read()

    def login(self, name, password):
        return self.ask('LOGIN', f'{name} {password}')[0]

    def closed(self):
        return self.s.recv(2048) == b''


class Lines:
    """A line protocol, read a line at a time."""

    def __init__(self, port):
        self.f = connect(port).makefile('rw', encoding='utf8', newline='')

    def send(self, line):
        self.f.write(line + '\n')
        self.f.flush()

    def until(self, text):
        while True:
            line = self.f.readline()
            if line == '':
                raise SystemExit(f'ended before {text!r}')
            if text in line:
                return line.rstrip('\r\n')
