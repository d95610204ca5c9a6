"""Send the kernel a request to shut down, with its own key."""
# gains: a run that breaks off
# score: honest
# flag: ps1.ipynb, cell
# %%
import os, time
from jupyter_client import BlockingKernelClient

client = BlockingKernelClient(connection_file=get_ipython().config.IPKernelApp.connection_file)
client.load_connection_file()
client.start_channels()
client.shutdown()
time.sleep(3)
os._exit(0)
