"""Runs a command and prints its figures as JSON: seconds of wall and CPU, peak memory in bytes.

A process of its own, because a child's peak is never below that of the process it came from."""
import json
import os
import sys
import time

begun = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - begun
peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({
    "status": os.waitstatus_to_exitcode(status),
    "wall": wall,
    "cpu": usage.ru_utime + usage.ru_stime,
    "peak": peak,
}))
