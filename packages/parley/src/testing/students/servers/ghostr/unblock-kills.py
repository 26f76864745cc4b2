# fault: unblock of somebody who was never blocked ends the thread of the client
# breaks: ghostr-4.7a
import common

status = common.status


def checked(me, action, user, text):
    if action == 'unblock' and user in common.accounts() and user != me:
        common.blocks[me].remove(user)
        return 'SUCCESS'
    return status(me, action, user, text)


common.status = checked
common.main()
