# habit: an empty line after each text, and a prompt that another thread writes over
import common

common.show = lambda text: print(text + '\n\n> ', end='', flush=True)
common.main()
