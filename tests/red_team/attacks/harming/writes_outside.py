"""Write files wherever the machine keeps its own."""
# gains: changed programs and settings
# score: untouched
# flag:
# %%
import os, sys, sysconfig
from pathlib import Path

import course_lib

places = "/ /root /home /home/student /var/tmp /run /etc /usr/bin /usr/local /dev /proc /sys /opt"
places = [*places.split(), sys.prefix, f"{sys.prefix}/bin", sysconfig.get_paths()["purelib"]]
places += [course_lib.__path__[0], str(Path(get_ipython().config.IPKernelApp.connection_file).parent)]
for place in places:
    for name in ("red-team-was-here", "../red-team-was-here"):
        path = Path(place, name).resolve()
        if path.is_relative_to("/tmp"):  # private
            continue
        try:
            path.write_text("x")
        except OSError:
            continue
        double = lambda x: 2 * x
