"""Time from the start of the process to the first painted window and to the four matrices.

    /usr/bin/python3 tests/benchmarks/start_up.py build/release/bin/counterpart [runs]

Opens the bundled example on the offscreen platform, each run in a fresh process. The clock starts
before the process is made; the program prints the monotonic clock after each painting
(app/start_times.h). The first run warms the disk and is left out.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import time

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "resources" / "example"


def run_once(program):
    """Milliseconds to the painted window and to the painted matrices."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", COUNTERPART_START_TIMES="1")
    start = time.monotonic_ns()
    done = subprocess.run([program, *sorted(map(str, EXAMPLE.glob("*.h5")))], env=environment,
                          stderr=subprocess.PIPE, text=True, check=True, timeout=60)
    painted = dict(line.split() for line in done.stderr.splitlines()
                   if line.startswith(("window ", "matrices ")))
    return {what: (int(at) - start) / 1e6 for what, at in painted.items()}


def main():
    program, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10
    run_once(program)
    times = [run_once(program) for _ in range(runs)]
    for what in ("window", "matrices"):
        values = [each[what] for each in times]
        print(f"{what:9} min {min(values):6.1f} ms   median {statistics.median(values):6.1f} ms"
              f"   max {max(values):6.1f} ms   ({runs} runs)")


if __name__ == "__main__":
    main()
