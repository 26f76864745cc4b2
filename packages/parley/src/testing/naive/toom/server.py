import pickle, socketserver, sys, threading, time

ATTEMPTS, BLOCK = 3, 10
FORM = '%d %b %Y %H:%M:%S'
DATE = '<DATE MONTH(ENG) YEAR HOUR:MIN:SEC>'
USAGE = '{0} failed! Please check the format of {0} command: {0} {1}'
passwords, failures, blocked = {}, {}, {}
messages, users, lock = [], [], threading.Lock()


class Reader(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError('no classes')


def now():
    return time.strftime(FORM)


def login(name, password):
    if time.time() < blocked.get(name, 0):
        return 'LOGIN-BB'
    if passwords.setdefault(name, password) == password:
        failures[name] = 0
        return 'LOGIN-A'
    failures[name] = failures.get(name, 0) + 1
    if failures[name] < ATTEMPTS:
        return 'LOGIN-F'
    failures[name], blocked[name] = 0, time.time() + BLOCK
    return 'LOGIN-B'


def change(me, kind, words, text):
    number = words[0].lstrip('#')
    if not number.isdigit():
        return 'F', 'Message number must be integer!'
    index = int(number) - 1
    if index < 0 or index >= len(messages):
        return 'F', 'Message number invalid!'
    message = messages[index]
    if message['time'] != ' '.join(words[1:5]):
        return 'F', 'Timestamp is not matched for the given message number!'
    if message['from'] != me['name']:
        return 'F', 'Permission failed, you are not the sender!'
    if kind == 'DLT':
        messages.pop(index)
        return 'ACK', f'Message #{number} deleted at {now()}.'
    message.update(text=text, time=now(), way='edited')
    return 'EDT-ACK', f'Message #{number} edited at {now()}.'


def since(date):
    try:
        start = time.strptime(date, FORM)
    except ValueError:
        return 'F', 'RDM failed! Please input valid timestamp format.'
    found = [(n, m) for n, m in enumerate(messages, 1) if time.strptime(m['time'], FORM) >= start]
    lines, size = [], 0
    for n, m in found:
        line = f'#{n}, {m["from"]}: "{m["text"]}", {m["way"]} at {m["time"]}.'
        size += len(line.encode()) + 1
        if size > 1900:
            lines.append(f'... {len(found) - len(lines)} more; use RDM {m["time"]}')
            break
        lines.append(line)
    return 'RDM', '\n'.join(lines) or 'No new message since given timestamp'


def answer(me, kind, body):
    words = body.split()
    if kind == 'MSG':
        if not body.strip():
            return 'F', 'Message body cannot be empty!'
        messages.append({'from': me['name'], 'text': body, 'time': now(), 'way': 'posted'})
        return 'MSGACK', f'Message #{len(messages)} posted at {now()}.'
    if kind == 'DLT':
        if len(words) != 5:
            return 'DLT-F', USAGE.format(kind, '<messagenumber> ' + DATE)
        return change(me, kind, words, '')
    if kind == 'EDT':
        if len(words) < 6:
            return 'EDT-F', USAGE.format(kind, '<messagenumber> ' + DATE + ' <message>')
        return change(me, kind, words, body.split(' ', 5)[-1])
    if kind == 'RDM':
        return since(body) if len(words) == 4 else ('RDM-F', USAGE.format(kind, DATE))
    if kind == 'ATU':
        others = [u for u in users if u['name'] != me['name']]
        lines = [f'{u["name"]}, {u["ip"]}, {u["port"]}, active since {u["since"]}.' for u in others]
        return ('ATU', '\n'.join(lines)) if lines else ('ATU-N', 'No other active user.')
    if kind == 'OUT':
        return 'OUT', f'Bye, {me["name"]}!'
    return '', 'Error. Invalid command!'


class Client(socketserver.StreamRequestHandler):
    def say(self, kind, body):
        self.wfile.write(pickle.dumps({'type': kind, 'body': body}, 3))

    def serve(self, me, kind, body):
        if kind == 'UDP_PORT':
            me['port'] = body
            users.append(me)
        elif 'name' in me:
            self.say(*answer(me, kind, body))
            return kind != 'OUT'
        elif kind == 'LOGIN':
            name, password = body.split(' ', 1)
            result = login(name, password)
            if result == 'LOGIN-A':
                me.update(name=name, since=now())
            self.say(result, '')
            return result not in ('LOGIN-B', 'LOGIN-BB')
        else:
            self.say('F', 'Please log in first.')
        return True

    def handle(self):
        me = {'ip': self.client_address[0], 'port': 0}
        self.say('', 'Successfully connected to server')
        going = True
        try:
            while going:
                request = Reader(self.rfile).load()
                with lock:
                    going = self.serve(me, request['type'], request['body'])
        except Exception:
            pass
        finally:
            with lock:
                if me in users:
                    users.remove(me)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    request_queue_size = 50


with Server(('127.0.0.1', int(sys.argv[1])), Client) as server:
    print('listening on', server.server_address[1], flush=True)
    server.serve_forever()
