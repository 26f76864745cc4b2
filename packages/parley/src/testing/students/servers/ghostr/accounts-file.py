# habit: the accounts are in a file, which is read anew whenever somebody is looked for
import os

import common

FILE = 'credentials.txt'


def accounts():
    if not os.path.exists(FILE):
        return {}
    with open(FILE) as file:
        return dict(line.rstrip('\n').split(' ', 1) for line in file)


def create(name, password):
    with open(FILE, 'a') as file:
        file.write(f'{name} {password}\n')


common.accounts, common.create = accounts, create
common.main()
