import pickle, socket, sys, threading, time

FORM = '%d %b %Y %H:%M:%S'
USAGE = {
    'DLT': 'DLT <messagenumber> <DATE MONTH(ENG) YEAR HOUR:MIN:SEC>',
    'EDT': 'EDT <messagenumber> <DATE MONTH(ENG) YEAR HOUR:MIN:SEC> <message>',
    'RDM': 'RDM <DATE MONTH(ENG) YEAR HOUR:MIN:SEC>',
}
passwords, wrong, board, active, lock = {}, {}, [], [], threading.Lock()


class Plain(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError(name)


def now():
    return time.strftime(FORM)


def login(name, password):
    count, until = wrong.get(name, (0, 0))
    if until > time.time():
        return 'LOGIN-BB'
    if passwords.setdefault(name, password) == password:
        wrong.pop(name, None)
        return 'LOGIN-A'
    wrong[name] = (count + 1, 0) if count < 2 else (0, time.time() + 10)
    return 'LOGIN-F' if count < 2 else 'LOGIN-B'


def posted(user, text):
    return {'user': user, 'text': text, 'time': now(), 'how': 'posted'}


def change(me, kind, body):
    number, day, month, year, clock, *text = body.split(' ', 5)
    if not number.lstrip('#').isdigit():
        return 'F', 'Message number must be integer!'
    index = int(number.lstrip('#')) - 1
    if not 0 <= index < len(board):
        return 'F', 'Message number invalid!'
    post = board[index]
    if post['time'] != f'{day} {month} {year} {clock}':
        return 'F', 'Timestamp is not matched for the given message number!'
    if post['user'] != me['user']:
        return 'F', 'Permission failed, you are not the sender!'
    if kind == 'DLT':
        del board[index]
        return 'ACK', f'Message #{index + 1} deleted at {now()}.'
    post.update(text=text[0], time=now(), how='edited')
    return 'EDT-ACK', f'Message #{index + 1} edited at {now()}.'


def read(body):
    try:
        start = time.strptime(body, FORM)
    except ValueError:
        return 'F', 'RDM failed! Please input valid timestamp format.'
    posts = [f'#{i}, {p["user"]}: "{p["text"]}", {p["how"]} at {p["time"]}.' for i, p in enumerate(board, 1)
             if time.strptime(p['time'], FORM) >= start]
    while len('\n'.join(posts).encode()) > 1900:
        posts.pop()
    return 'RDM', '\n'.join(posts) or 'No new message since given timestamp'


def answer(me, kind, body):
    words = len(body.split())
    if kind == 'MSG' and not body.strip():
        return 'F', 'Message body cannot be empty!'
    if kind == 'MSG':
        board.append(posted(me['user'], body))
        return 'MSGACK', f'Message #{len(board)} posted at {now()}.'
    if kind == 'DLT' and words != 5 or kind == 'EDT' and words < 6 or kind == 'RDM' and words != 4:
        return kind + '-F', f'{kind} failed! Please check the format of {kind} command: {USAGE[kind]}'
    if kind in ('DLT', 'EDT'):
        return change(me, kind, body)
    if kind == 'RDM':
        return read(body)
    if kind == 'ATU':
        rows = ['%(user)s, %(ip)s, %(port)s, active since %(since)s.' % u for u in active if u['user'] != me['user']]
        return ('ATU', '\n'.join(rows)) if rows else ('ATU-N', 'No other active user.')
    return ('OUT', f'Bye, {me["user"]}!') if kind == 'OUT' else ('', 'Error. Invalid command!')


def dumps(kind, body):
    return pickle.dumps({'type': kind, 'body': body}, 3)


def requests(conn):
    stream = conn.makefile('rb')
    while True:
        yield Plain(stream).load()


def client(conn, address):
    me, kind = {'ip': address[0]}, ''

    def say(kind, body):
        conn.sendall(dumps(kind, body))

    try:
        say('', 'Successfully connected to server')
        for request in requests(conn):
            kind, body = request['type'], request['body']
            with lock:
                if kind == 'UDP_PORT':
                    me.update(port=body, since=now())
                    active.append(me)
                elif 'user' in me:
                    say(*answer(me, kind, body))
                elif kind == 'LOGIN':
                    name, password = body.split(' ', 1)
                    kind = login(name, password)
                    if kind == 'LOGIN-A':
                        me['user'] = name
                    say(kind, '')
                else:
                    kind = ''
                    say('F', 'Please log in first.')
            if kind in ('OUT', 'LOGIN-B', 'LOGIN-BB'):
                break
    except Exception:
        pass
    with lock:
        if me in active:
            active.remove(me)
    conn.close()


def main():
    listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
    while True:
        threading.Thread(target=client, args=listener.accept(), daemon=True).start()
