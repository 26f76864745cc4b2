# fault: unblock of somebody who was never blocked ends the thread of the client
# breaks: ghostr-4.7a
import base_server

status = base_server.status


def checked(me, action, user, text):
    if action == 'unblock' and user in base_server.accounts() and user != me:
        base_server.blocks[me].remove(user)
        return 'SUCCESS'
    return status(me, action, user, text)


base_server.status = checked
base_server.main()
