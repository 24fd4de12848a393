"""The script that sets everything up: it must start on a machine that has nothing but Python."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).resolve().parent.parent / "run"


def test_it_needs_nothing_but_the_standard_library() -> None:
    nodes = list(ast.walk(ast.parse(RUN.read_text(encoding="utf-8"))))
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    assert {module.split(".")[0] for module in modules} - sys.stdlib_module_names == set()


def test_it_says_what_it_can_do_and_what_it_cannot() -> None:
    told = subprocess.run([sys.executable, RUN, "--help"], capture_output=True, text=True, check=True).stdout
    for command in ("demo", "test", "check", "planner", "bench", "screenshots", "translations", "lock"):
        assert f"./run {command}" in told
    refused = subprocess.run([sys.executable, RUN, "fly"], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert refused.stderr == "./run: there is no ./run fly; ./run --help lists what there is\n"
