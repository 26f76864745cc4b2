# habit: a thread that listens, and the sender on a line of its own above the text
# driver: { "heard": "{text}" }
import base_client

base_client.main()
