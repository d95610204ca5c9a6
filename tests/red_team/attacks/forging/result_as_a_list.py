"""Sends a result whose text is a list, with more points than the test has."""
# gains: points; or a grader that stumbles over the type and gives up on the submission
# score: untouched
# flag: tampering: result
# %%
import IPython

kernel = IPython.get_ipython().kernel
def claim(result):
    content = {"data": {"text/plain": ["99"]}, "metadata": {}, "execution_count": 1}
    kernel.session.send(kernel.iopub_socket, "execute_result", content, parent=kernel.get_parent(), ident=b"x")
IPython.get_ipython().events.register("post_run_cell", claim)
