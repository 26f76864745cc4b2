# fault: splits a line into words at any white space, and puts the text together again with one space
# breaks: vu-3.4a vu-3.9b
# may: vu-3.2 vu-3.9a
import socket, sys, threading

users = {}


def serve(conn):
    me = None

    def say(*words):
        conn.sendall((' '.join(words) + '\n').encode())

    try:
        for raw in conn.makefile('r', encoding='utf-8', errors='replace', newline='\n'):
            words = raw.split()
            command = words[0] if words else ''
            if me is None:
                if command != 'HELLO-FROM':
                    say('BAD-RQST-HDR')
                elif len(words) != 2 or any(sign in words[1] for sign in '!@#$%^&*,'):
                    say('BAD-RQST-BODY')
                elif users.setdefault(words[1], conn) is not conn:
                    say('IN-USE')
                else:
                    me = words[1]
                    say('HELLO', me)
            elif command == 'LIST' and len(words) == 1:
                say('LIST-OK', ','.join(users))
            elif command == 'SEND' and len(words) >= 3:
                other = users.get(words[1])
                if other is None:
                    say('BAD-DEST-USER')
                else:
                    other.sendall(f'DELIVERY {me} {" ".join(words[2:])}\n'.encode())
                    say('SEND-OK')
            elif command in ('LIST', 'SEND'):
                say('BAD-RQST-BODY')
            else:
                say('BAD-RQST-HDR')
    except OSError:
        pass
    users.pop(me, None)
    conn.close()


listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
