# habit: takes one read for one request, and writes one response a send without an end
import json, re, socketserver, sys, time

handlers, history = {}, []


class ClientHandler(socketserver.BaseRequestHandler):
    username = None

    def respond(self, response, content, sender='server'):
        message = {'timestamp': time.strftime('%Y-%m-%dT%H:%M:%S'), 'sender': sender}
        message.update(response=response, content=content)
        self.request.sendall(json.dumps(message).encode())
        return message

    def handle(self):
        try:
            while received := self.request.recv(1 << 16):
                try:
                    payload = json.loads(received)
                    self.serve(payload['request'], payload.get('content'))
                except (ValueError, KeyError, TypeError):
                    self.respond('error', 'Malformed request')
        except OSError:
            pass
        handlers.pop(self.username, None)

    def serve(self, request, content):
        if request == 'help':
            self.respond('info', 'login <username>, logout, msg <message>, names, help')
        elif request == 'login':
            self.login(content)
        elif self.username is None:
            self.respond('error', 'You must log in first')
        elif request == 'logout':
            del handlers[self.username]
            self.username = None
            self.respond('info', 'Logged out')
        elif request == 'names':
            self.respond('info', ', '.join(handlers))
        elif request == 'msg':
            for handler in list(handlers.values()):
                message = handler.respond('message', content, self.username)
            history.append(json.dumps(message))
        else:
            self.respond('error', 'No such request')

    def login(self, name):
        if self.username is not None:
            self.respond('error', 'You are logged in already')
        elif not re.fullmatch('[A-Za-z0-9]+', name):
            self.respond('error', 'Invalid username')
        elif name in handlers:
            self.respond('error', 'That username is taken')
        else:
            self.username = name
            handlers[name] = self
            self.respond('info', 'Welcome ' + name)
            time.sleep(0.1)
            self.respond('history', history)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


Server(('127.0.0.1', int(sys.argv[1])), ClientHandler).serve_forever()
