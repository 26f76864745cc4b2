# habit: an empty line after each text, and a prompt that another thread writes over
import base_client

base_client.show = lambda text: print(text + '\n\n> ', end='', flush=True)
base_client.main()
