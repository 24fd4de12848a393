"""How benchmarks measure and what they print: medians of several runs, in wall time and in processor time.

A benchmark is a module of this folder with a `main(words)`, started by `./run bench NAME [--json FILE]`. Nothing is
judged here, and no test is timed: a machine that does something else besides would fail it.
"""

from __future__ import annotations

import gc
import json
import os
import platform
import resource
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seconds:
    """What several runs took."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, runs: Sequence[float]) -> Seconds:
        return cls(median(runs), min(runs), max(runs))


@dataclass(frozen=True, slots=True)
class Figure:
    """What one thing took in `runs` runs, after one that does not count.

    `ratio` is its median processor time in that of `peer`, which does comparable work in the same run. `peak_bytes` is
    the most memory that the process held, where it was one of its own.
    """

    name: str
    size: str
    runs: int
    wall: Seconds
    cpu: Seconds
    peer: str = ""
    ratio: float | None = None
    peak_bytes: int | None = None


def measure(
    name: str, size: str, runs: int, work: Callable[[T], object], prepare: Callable[[], T], peer: Figure | None = None
) -> Figure:
    """Time `work` on what `prepare` makes anew for each run; making it is not timed."""
    walls, cpus = [], []
    for _ in range(runs + 1):
        given = prepare()
        gc.collect()
        wall, cpu = perf_counter(), process_time()
        work(given)
        cpus.append(process_time() - cpu)
        walls.append(perf_counter() - wall)
    spent = Seconds.of(cpus[1:])
    told = (peer.name, spent.median / peer.cpu.median) if peer else ("", None)
    return Figure(name, size, runs, Seconds.of(walls[1:]), spent, *told)


def in_a_process(work: Callable[..., T], *given: Any) -> T:
    """Do something in a fresh process, whose memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def peak_bytes() -> int:
    """The most memory that this process has held."""
    status = Path("/proc/self/status")
    if status.exists():
        # On Linux the figure of getrusage does not begin at nothing, but with the memory of the parent.
        (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


_HEAD = ("", "size", "runs", "median", "least", "most", "CPU median", "least", "most", "compared with a peer", "memory")
_WIDTHS = (26, 22, 4, 10, 10, 10, 10, 10, 10, 36, 8)


def report(figures: Iterable[Figure], file: str | None) -> None:
    """Print a table, each line as soon as it is known; with `file`, write all figures to it as JSON too."""
    print(_row(_HEAD), flush=True)
    found = []
    for figure in figures:
        found.append(figure)
        print(_row(_cells(figure)), flush=True)
    if file:
        machine = {"python": platform.python_version(), "machine": platform.machine(), "processors": os.cpu_count()}
        data = {**machine, "unit": "seconds", "figures": [asdict(each) for each in found]}
        Path(file).write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


def _cells(figure: Figure) -> tuple[str, ...]:
    times = (figure.wall, figure.cpu)
    return (
        figure.name,
        figure.size,
        str(figure.runs),
        *(f"{1000 * each:.1f} ms" for spent in times for each in (spent.median, spent.least, spent.most)),
        f"{figure.ratio:.2f} × {figure.peer}" if figure.ratio is not None else "",
        f"{figure.peak_bytes / 2**20:.0f} MB" if figure.peak_bytes is not None else "",
    )


def _row(cells: Iterable[str]) -> str:
    name, size, *rest = (cell for cell in cells)
    widths = zip(rest, _WIDTHS[2:], strict=True)
    return "  ".join((f"{name:{_WIDTHS[0]}}", f"{size:{_WIDTHS[1]}}", *(f"{cell:>{width}}" for cell, width in widths)))
