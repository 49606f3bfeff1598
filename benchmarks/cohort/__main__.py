"""``make cohort``: run what is named, or all of it; every part can be made smaller.

python -m benchmarks.cohort equal --rows 1000000
python -m benchmarks.cohort made-up --trees 10000
python -m benchmarks.cohort rates files killed steps spark
"""

from __future__ import annotations

import argparse
from datetime import date

from benchmarks.__main__ import machine
from benchmarks.cohort import equal, files, rates, spark

PARTS = {
    "equal": equal.measure,
    "made-up": equal.measure_made_up,
    "rates": rates.measure,
    "steps": rates.measure_steps,
    "files": files.measure,
    "killed": files.measure_killed,
    "large": files.measure_large,
    "spark": spark.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cohort")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="what to run; else all")
    parser.add_argument("--rows", type=int, help="how many rows, where it is not as many as told")
    parser.add_argument("--trees", type=int, default=10_000, help="how many made-up trees")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    print(f"{date.today():%Y-%m-%d}; {machine()}")
    return max(PARTS[part](options) for part in options.parts or PARTS)


if __name__ == "__main__":
    raise SystemExit(main())
