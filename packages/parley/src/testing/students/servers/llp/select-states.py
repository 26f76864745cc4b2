# habit: one select loop in which each client is in a state: new, ready or writing a letter
import re, select, socket, sys

HELP = '> ERROR - Unknown Command. Check the documentation or use LOGIN <username> first.'


class Client:
    def __init__(self, sock):
        self.sock, self.data, self.name, self.to, self.letter = sock, b'', '', '', []

    def say(self, *lines):
        try:
            self.sock.sendall(''.join(line + '\n' for line in lines).encode())
        except OSError:
            pass

    def line(self, line):
        if self.to:
            return self.write(line)
        word, _, name = line.strip().partition(' ')
        if word == 'LOGIN':
            self.say(self.login(name))
        elif self.name == '':
            self.say(HELP)
        elif word == 'LIST':
            self.say('> OK - Data Available...')
            self.say(*['%s:%d | %s' % (*c.sock.getpeername(), c.name) for c in users()])
        elif word == 'MESSAGE' and name:
            self.to, self.letter = name, []
            self.say('> OK - Send Message, end with XOXOXO')
        elif word == 'MESSAGE':
            self.say('> ERROR - Invalid recipient username, try again')
        elif word == 'LOGOUT':
            self.say('> OK - Goodbye xoxo')
            raise OSError
        else:
            self.say(HELP)

    def login(self, name):
        if self.name:
            return '> ERROR - You are already logged in'
        if not re.fullmatch('[a-zA-Z0-9]{3,15}', name):
            return '> ERROR - Invalid username, try again'
        if any(user.name == name for user in users()):
            return '> ERROR - Username is use'
        self.name = name
        return '> OK - Hello ' + name

    def write(self, line):
        self.letter.append('> ' + line.rstrip('\r'))
        if not line.rstrip().endswith('XOXOXO'):
            return
        for user in users():
            if user.name == self.to:
                head = ['> INBOUND MESSAGE - SENDER: ' + self.name, '> RECIPIENT: ' + self.to]
                user.say(*head, *self.letter, '> ')
                break
        else:
            return self.say('> ERROR - Recipient does not exist', *self.done())
        self.say('> OK - Message Delivered', *self.done())

    def done(self):
        self.to = ''
        return []


def users():
    return [client for client in clients.values() if client.name]


server = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=20)
clients = {}
while True:
    for sock in select.select([server, *clients], [], [])[0]:
        if sock is server:
            sock = server.accept()[0]
            clients[sock] = Client(sock)
            clients[sock].say('> OK - Welcome to the Love Letter Server')
            clients[sock].say('Supported commands are: LOGIN <user>, LOGOUT, LIST, MESSAGE <user>\n\n')
            continue
        client = clients[sock]
        try:
            data = sock.recv(4096)
            *lines, client.data = (client.data + data).split(b'\n')
            for line in lines:
                client.line(line.decode('utf-8', 'replace'))
            if not data:
                raise OSError
        except OSError:
            del clients[sock]
            sock.close()
