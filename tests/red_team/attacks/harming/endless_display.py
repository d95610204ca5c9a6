"""Give an object as a result whose text takes for ever to make."""
# gains: a run that never ends
# score: honest
# flag: timeout: ps1.ipynb, cell 1
# %%
class Endless:
    def __repr__(self):
        while True:
            try:
                while True:
                    pass
            except KeyboardInterrupt:
                pass


Endless()
