# fault: a name that was used once is taken until the server ends
# breaks: vu-2.7
# may: vu-3.1b
import socket, sys, threading

names = {}
MUTEX = threading.Lock()


class User(threading.Thread):
    def __init__(self, sock):
        super().__init__(daemon=True)
        self.sock, self.name_ = sock, None

    def say(self, text):
        try:
            self.sock.sendall(text.encode() + b'\n')
        except OSError:
            pass

    def run(self):
        buffer = b''
        while True:
            try:
                data = self.sock.recv(2048)
            except OSError:
                break
            if not data:
                break
            buffer += data
            while b'\n' in buffer:
                line, buffer = buffer.split(b'\n', 1)
                with MUTEX:
                    self.handle(line.decode(errors='replace'))
        self.sock.close()

    def handle(self, line):
        word, space, rest = line.partition(' ')
        if self.name_ is None:
            if word != 'HELLO-FROM':
                self.say('BAD-RQST-HDR')
            elif not rest or any(sign in rest for sign in '!@#$%^&* ,'):
                self.say('BAD-RQST-BODY')
            elif rest in names:
                self.say('IN-USE')
            else:
                self.name_ = rest
                names[rest] = self
                self.say('HELLO ' + rest)
        elif word == 'LIST':
            self.say('BAD-RQST-BODY' if space else 'LIST-OK ' + ','.join(names))
        elif word == 'SEND':
            to, _, text = rest.partition(' ')
            if not to or not text.strip():
                self.say('BAD-RQST-BODY')
            elif to in names:
                names[to].say(f'DELIVERY {self.name_} {text}')
                self.say('SEND-OK')
            else:
                self.say('BAD-DEST-USER')
        else:
            self.say('BAD-RQST-HDR')


listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    User(listener.accept()[0]).start()
