# fault: closes the connection after each refusal
# breaks: vu-3.9c
# may: vu-2.5
# noticed: you close the connection after an answer
import socketserver, sys, threading

lock, users = threading.Lock(), {}


class Refused(Exception):
    pass


class Handler(socketserver.StreamRequestHandler):
    me = None

    def say(self, text):
        self.wfile.write((text + '\n').encode())

    def login(self, name):
        if not name or set(name) & set('!@#$%^&* ,'):
            raise Refused('BAD-RQST-BODY')
        if name in users:
            raise Refused('IN-USE')
        users[name], self.me = self, name
        self.say('HELLO ' + name)

    def command(self, word, rest, line):
        if word == 'LIST' and line == 'LIST':
            self.say('LIST-OK ' + ','.join(users))
        elif word == 'SEND':
            to, _, text = rest.partition(' ')
            if not to or not text.strip(' '):
                raise Refused('BAD-RQST-BODY')
            if to not in users:
                raise Refused('BAD-DEST-USER')
            users[to].say(f'DELIVERY {self.me} {text}')
            self.say('SEND-OK')
        else:
            raise Refused('BAD-RQST-BODY' if word == 'LIST' else 'BAD-RQST-HDR')

    def handle(self):
        try:
            for raw in self.rfile:
                line = raw.decode('utf-8', 'replace').rstrip('\n')
                word, _, rest = line.partition(' ')
                with lock:
                    if self.me:
                        self.command(word, rest, line)
                    elif word == 'HELLO-FROM':
                        self.login(rest)
                    else:
                        raise Refused('BAD-RQST-HDR')
        except Refused as why:
            self.say(str(why))
        except OSError:
            pass
        with lock:
            users.pop(self.me, None)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


Server(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()
