# habit: one thread prompts and reads the keyboard, another one shows what comes, on the same line
# unsettled: whether the prompt stands before a text or after it depends on the two threads, and so does what the kit says
import sys

import base_client


class Keyboard:
    def __iter__(self):
        while True:
            try:
                yield input('> ')
            except EOFError:
                return


login = base_client.login


def login_then_prompt():
    result = login()
    base_client.sys = type('System', (), {'stdin': Keyboard(), 'exit': sys.exit})
    return result


base_client.login = login_then_prompt
base_client.main()
