"""Computes in threads, in child processes and in coroutines, as some do."""
# gains: all that is owed
# score: honest
# flag:
# %% cell: double
from concurrent.futures import ThreadPoolExecutor
def double(x):
    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(lambda _: x, range(2)))
# %% cell: mean
import subprocess, sys
def mean(values):
    code = f"values = {list(values)}; print(sum(values) / len(values))"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
# %% cell: parts
import asyncio
async def part(value):
    await asyncio.sleep(0)
    return value
first, second = await asyncio.gather(part(1), part(2))
