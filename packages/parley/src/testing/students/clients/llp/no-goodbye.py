# habit: ends without a LOGOUT
# driver: { "heard": "{text}" }
import base_client

base_client.goodbye = lambda: None
base_client.main()
