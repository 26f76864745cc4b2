import re, socket, sys, threading

users = {}
lock = threading.Lock()
UNKNOWN = '> ERROR - Unknown Command. Check the documentation or use LOGIN <username> first.\n'
WELCOME = '''> OK - Welcome to the Love Letter Server
Supported commands are: LOGIN <user>, LOGOUT, LIST, MESSAGE <user>


'''


def lines_until_end(lines, name):
    yield from lines


def entry(conn):
    return conn, None


def place(conn, _):
    return '%s:%s' % conn.getpeername()


def deliver(name, text):
    users[name][0].sendall(text.encode())


def leave(conn):
    pass


def gone(conn, name):
    with lock:
        users.pop(name, None)
    conn.close()


def handle(conn):
    lines = conn.makefile('r', encoding='utf-8', errors='replace', newline='\n')
    me = None

    def say(text):
        conn.sendall(text.encode())

    try:
        say(WELCOME)
        for line in lines_until_end(lines, lambda: me):
            line = line.rstrip()
            word = line.partition(' ')[2].strip()
            if me is None and not line.startswith('LOGIN'):
                say(UNKNOWN)
            elif line.startswith('LOGIN'):
                with lock:
                    if me:
                        say('> ERROR - You are already logged in\n')
                    elif not re.fullmatch('[a-zA-Z0-9]{3,15}', word):
                        say('> ERROR - Invalid username, try again\n')
                    elif word in users:
                        say('> ERROR - Username is use\n')
                    else:
                        me = word
                        users[me] = entry(conn)
                        say(f'> OK - Hello {me}\n')
            elif line.startswith('LOGOUT'):
                say('> OK - Goodbye xoxo\n')
                leave(conn)
                break
            elif line.startswith('LIST'):
                with lock:
                    rows = ['%s | %s\n' % (place(*at), name) for name, at in users.items()]
                say('> OK - Data Available...\n' + ''.join(rows))
            elif line.startswith('MESSAGE'):
                if not word:
                    say('> ERROR - Invalid recipient username, try again\n')
                    continue
                say('> OK - Send Message, end with XOXOXO\n')
                text = f'> INBOUND MESSAGE - SENDER: {me}\n> RECIPIENT: {word}\n'
                for row in lines:
                    text += '> ' + row.rstrip('\r\n') + '\n'
                    if row.rstrip().endswith('XOXOXO'):
                        break
                with lock:
                    if word in users:
                        deliver(word, text + '> \n')
                say('> OK - Message Delivered\n' if word in users else '> ERROR - Recipient does not exist\n')
            else:
                say(UNKNOWN)
    except OSError:
        pass
    gone(conn, me)


def main():
    listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
    while True:
        threading.Thread(target=handle, args=(listener.accept()[0],), daemon=True).start()
