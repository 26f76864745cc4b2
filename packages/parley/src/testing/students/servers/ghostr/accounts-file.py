# habit: the accounts are in a file, which is read anew whenever somebody is looked for
import os

import base_server

FILE = 'credentials.txt'


def accounts():
    if not os.path.exists(FILE):
        return {}
    with open(FILE) as file:
        return dict(line.rstrip('\n').split(' ', 1) for line in file)


def create(name, password):
    with open(FILE, 'a') as file:
        file.write(f'{name} {password}\n')


base_server.accounts, base_server.create = accounts, create
base_server.main()
