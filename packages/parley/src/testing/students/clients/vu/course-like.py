# habit: like the course's own client: reads the login with a file of its own, and puts "- " before each name
import socket, sys, threading


def listen(sock):
    for line in sock.makefile(encoding='utf-8', newline='\n'):
        word, _, rest = line.rstrip('\n').partition(' ')
        if word == 'DELIVERY':
            print('From %s: %s' % tuple(rest.split(' ', 1)), flush=True)
        elif word == 'LIST-OK':
            names = rest.split(' ')[0].split(',')
            print(f'There are {len(names)} online users:', flush=True)
            for name in names:
                print('- ' + name, flush=True)
        elif word == 'SEND-OK':
            print('The message was sent successfully', flush=True)
        elif word == 'BAD-DEST-USER':
            print('The destination user does not exist', flush=True)
        elif word == 'BAD-RQST-HDR':
            print('Error: Unknown issue in previous message header.', flush=True)
        elif word == 'BAD-RQST-BODY':
            print('Error: Unknown issue in previous message body.', flush=True)


def login(sock):
    answers = sock.makefile(encoding='utf-8', newline='\n')
    while True:
        print('Welcome to Chat Client. Enter your login:', flush=True)
        name = input()
        if name == '!quit':
            sys.exit()
        if any(sign in name for sign in '!@#$%^&*'):
            print(f'Cannot log in as {name}. That username contains disallowed characters.', flush=True)
            continue
        sock.sendall(f'HELLO-FROM {name}\n'.encode())
        answer = answers.readline()
        if answer.startswith('IN-USE'):
            print(f'Cannot log in as {name}. That username is already in use.', flush=True)
        elif answer.startswith('BUSY'):
            print('Cannot log in. The server is full!', flush=True)
            sys.exit()
        else:
            print(f'Successfully logged in as {name}!', flush=True)
            return


sock = socket.create_connection((sys.argv[1], int(sys.argv[2])))
login(sock)
threading.Thread(target=listen, args=(sock,), daemon=True).start()
for line in sys.stdin:
    line = line.rstrip('\n')
    if line == '!quit':
        break
    if line == '!who':
        print('Currently logged in users are:', flush=True)
        sock.sendall(b'LIST\n')
    elif line.startswith('@'):
        sock.sendall(f'SEND {line[1:]}\n'.encode())
    else:
        print("Command doesn't exist", flush=True)
