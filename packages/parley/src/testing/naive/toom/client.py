import pickle, socket, sys

server = socket.create_connection((sys.argv[1], int(sys.argv[2])))
stream = server.makefile('rb')
files = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
files.bind(('', 0))
WORDS = {
    'LOGIN-N': 'Username does not exist, please input a valid username',
    'LOGIN-F': 'Invalid Password. Please try again',
    'LOGIN-B': 'Invalid Password. Your account has been blocked. Please try again later',
    'LOGIN-BB': 'Your account is blocked due to multiple login failures. Please try again later',
}


class Reader(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError('no classes')


def read():
    return Reader(stream).load()


def say(kind, body):
    data = pickle.dumps({'type': kind, 'body': body})
    if len(data) > 2048:
        print('Too long.')
        return False
    server.sendall(data)
    return True


def login():
    while True:
        name, password = input('Username: '), input('Password: ')
        say('LOGIN', name + ' ' + password)
        kind = read()['type']
        if kind == 'LOGIN-A':
            return name
        print(WORDS[kind])
        if kind in ('LOGIN-B', 'LOGIN-BB'):
            sys.exit(1)


read()
name = login()
say('UDP_PORT', files.getsockname()[1])
print(f'Welcome to TOOM, {name}!')
kind = ''
while kind != 'OUT':
    kind, _, body = input('Enter a command: ').partition(' ')
    if kind == 'UPD':
        print('No files today.')
    elif say(kind, body):
        print(read()['body'])
