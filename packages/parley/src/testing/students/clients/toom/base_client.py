import pickle, socket, sys

WORDS = {
    'LOGIN-N': 'Username does not exist, please input a valid username',
    'LOGIN-F': 'Invalid Password. Please try again',
    'LOGIN-B': 'Invalid Password. Your account has been blocked. Please try again later',
    'LOGIN-BB': 'Your account is blocked due to multiple login failures. Please try again later',
}
server = socket.create_connection((sys.argv[1], int(sys.argv[2])))
files = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
files.bind(('127.0.0.1', 0))


class Plain(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError(name)


stream = server.makefile('rb')


def receive():
    return Plain(stream).load()


def send(kind, body):
    data = pickle.dumps({'type': kind, 'body': body})
    if len(data) > 2048:
        print('That is too long.')
        return False
    server.sendall(data)
    return True


def login():
    name = input('Username: ')
    while True:
        send('LOGIN', name + ' ' + input('Password: '))
        kind = receive()['type']
        if kind == 'LOGIN-A':
            return name
        print(WORDS[kind])
        if kind in ('LOGIN-B', 'LOGIN-BB'):
            sys.exit(1)
        if kind == 'LOGIN-N':
            name = input('Username: ')


def prompt():
    return input('Enter one of the following commands (MSG, DLT, EDT, RDM, ATU, OUT, UPD): ')


def main():
    receive()
    name, kind = login(), ''
    send('UDP_PORT', files.getsockname()[1])
    print(f'Welcome to TOOM, {name}!')
    while kind != 'OUT':
        kind, _, body = prompt().partition(' ')
        if kind == 'UPD':
            print('No files here.')
        elif send(kind, body):
            print(receive()['body'])
