"""Takes the pictures of the README anew: `./run screenshots [FOLDER]`.

The demo trip is shown by a planner of its own in a temporary folder, whose clock stands still on the trip's third day,
so that the pictures change only when what they show does.
"""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image
from sqlalchemy.orm import Session

from planner import migrating, publishing
from planner.config import Settings
from planner.itinerary.audience import HOST, Audience, AudienceKind
from planner.itinerary.terms import Language
from planner.render import pdf
from tests.served import Live, launched, served
from tests.trips import DEMO
from tests.web.cast import Clock, Desk
from tests.web.kyoto import TRIP, give_address, publish, to_kyoto

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
NOW = datetime(2025, 10, 2, 1, 35, tzinfo=UTC)
"""10:35 in Kyoto, before the speech and with the booth open."""
PUBLISHED = NOW + timedelta(days=8)
"""The trip is told as it turned out, so it was published after its end."""

OPEN_ITEM = "d3-suzuki"
DELEGATE = Audience(AudienceKind.DELEGATE, person="lee_seungwon")
PAPERS = {"pdf-ko": (DELEGATE, Language.KO), "pdf-ja": (HOST, Language.JA)}
PAPER_WIDTH = 1000
COLOURS = 128


def main(folder: Path = FOLDER) -> None:
    """Write all pictures to a folder."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as data:
        settings = Settings(
            data=Path(data),
            database_url=f"sqlite:///{data}/planner.db",
            base_url="http://127.0.0.1",
            secret_key="a-key-for-pictures-that-is-long-enough",
        )
        migrating.upgrade(settings.database_url)
        with served(settings) as live, launched() as browser:
            desk = Desk(live.app, Clock(PUBLISHED))
            publish(to_kyoto(desk))
            token = give_address(desk, DELEGATE.key, Language.KO)
            desk.clock.moment = NOW
            pictures = {
                "desk": picture_of_desk(browser, live, desk),
                "phone": picture_of_phone(browser, f"{live.url}/pages/{token}"),
            }
            with desk.writing() as session:
                pictures |= {name: picture_of_paper(session, *of) for name, of in PAPERS.items()}
    for name, picture in pictures.items():
        write(picture, folder / f"{name}.png")


def picture_of_desk(browser: Browser, live: Live, desk: Desk) -> bytes:
    """The trip at the organiser's desk, in Korean, with a meeting open beside the timetable."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="ko-KR")
    page = context.new_page()
    page.goto(live.url + desk.link("minji", reusable=True))
    return picture_of(page, f"{live.url}{TRIP}/items/{OPEN_ITEM}")


def picture_of_phone(browser: Browser, address: str) -> bytes:
    """The first screen of the delegate's page, in Korean."""
    phone = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
    page = browser.new_context(locale="ko-KR", **phone).new_page()
    return picture_of(page, address)


def picture_of(page: Page, address: str) -> bytes:
    """What a page shows before anybody scrolls, in its own fonts."""
    response = page.goto(address)
    if response is None or not response.ok:
        raise RuntimeError(f"{address} does not answer")
    page.evaluate("document.fonts.ready")
    return page.screenshot(animations="disabled")


def picture_of_paper(session: Session, reader: Audience, language: Language) -> bytes:
    """The first page of a published PDF, as another program draws it."""
    paper = pypdfium2.PdfDocument(pdf.render(publishing.published(session, DEMO, reader, language)))
    width, _height = paper[0].get_size()
    drawn = BytesIO()
    paper[0].render(scale=PAPER_WIDTH / width).to_pil().save(drawn, "PNG")
    return drawn.getvalue()


def write(picture: bytes, file: Path) -> None:
    """Keep a picture small: the few colours of text on paper need no more than a palette."""
    with Image.open(BytesIO(picture)) as image:
        small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(file, "PNG", optimize=True)
    print(f"{file.name}: {small.width} x {small.height}, {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
