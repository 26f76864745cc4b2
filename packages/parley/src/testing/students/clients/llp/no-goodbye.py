# habit: ends without a LOGOUT
# driver: { "heard": "{text}" }
import common

common.goodbye = lambda: None
common.main()
