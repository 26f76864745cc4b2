# fault: a zero byte behind each line, as of a C string that is sent with its end
# noticed: you send a zero byte
import socket, sys, threading

lock, users = threading.Lock(), {}


class Client:
    def __init__(self, conn):
        self.conn, self.name = conn, None

    def say(self, text):
        self.conn.sendall(text.encode() + b'\n\0')

    def answer(self, line):
        word, _, rest = line.partition(' ')
        if self.name is None:
            if word != 'HELLO-FROM':
                return 'BAD-RQST-HDR'
            if not rest or set(rest) & set('!@#$%^&* ,'):
                return 'BAD-RQST-BODY'
            if rest in users:
                return 'IN-USE'
            users[rest], self.name = self, rest
            return 'HELLO ' + rest
        if word == 'LIST':
            return 'LIST-OK ' + ','.join(users) if line == 'LIST' else 'BAD-RQST-BODY'
        if word != 'SEND':
            return 'BAD-RQST-HDR'
        to, _, text = rest.partition(' ')
        if not to or not text.strip(' '):
            return 'BAD-RQST-BODY'
        if to not in users:
            return 'BAD-DEST-USER'
        users[to].say(f'DELIVERY {self.name} {text}')
        return 'SEND-OK'

    def serve(self):
        try:
            for raw in self.conn.makefile('rb'):
                with lock:
                    self.say(self.answer(raw.decode(errors='replace').rstrip('\n')))
        except OSError:
            pass
        with lock:
            users.pop(self.name, None)
        self.conn.close()


server = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=20)
while True:
    threading.Thread(target=Client(server.accept()[0]).serve, daemon=True).start()
