"""Links of a web page to files: its attachments."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from archive.reading.line_breaks import shown

_FILES_NAMES = "pdf doc docx xls xlsx csv ppt pptx zip rar 7z wps et ofd rtf odt ods txt ceb"
_FILES = frozenset(_FILES_NAMES.split())
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+?)\s*-->", re.IGNORECASE)
_NAMELESS = re.compile(
    r"(?:点击|请点击)?(?:此处|这里)?(?:下载|查看|附件|打开)*(?:附件|文件)?(?:下载)?(?:[（(]?\d*[)）]?)|(?i:download|pdf|here|attachment)?"
)
_QUERY_NAME = re.compile(r"(?:^|&)(?:filename|file|name|title)=([^&]+)", re.IGNORECASE)


def is_file_link(element: etree._Element) -> bool:
    """Whether a link leads to a document file."""
    return bool(_file_name(element))


def _file_name(element: etree._Element) -> str:
    """The name of the file that a link leads to, with its ending; empty where it leads to none."""
    address = (element.get("href") or "").strip()
    if not address or address[:11].lower().startswith(("javascript:", "data:", "mailto:", "#")):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    names = [parts.path, *(match[1] for match in _QUERY_NAME.finditer(parts.query)), element.get("download") or ""]
    for name in names:
        path = PurePosixPath(unquote(name))
        if path.suffix[1:].lower() in _FILES:
            return path.name
    return ""


def page_address(root: etree._Element, text: str) -> str:
    """The page's own address, as it says it; empty where it does not. ``<base>`` is asked last, and only for a web address."""
    saved = _SAVED.search(text[:4096])
    asked = [saved[1] if saved else ""]
    asked += [link.get("href") or "" for link in root.iterfind(".//link[@rel='canonical']")]
    for meta in root.iterfind(".//meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in {"url", "og:url"}:
            asked.append(meta.get("content") or "")
    asked += [base.get("href") or "" for base in root.iterfind(".//base")]
    return next((address for address in map(str.strip, asked) if address.lower().startswith(("http://", "https://"))), "")


def attachments(links: list[etree._Element], address: str) -> list[tuple[str, str]]:
    """Name and address of each file that the links lead to, once each, in order."""
    found: dict[str, str] = {}
    for link in links:
        name = _file_name(link)
        if name:
            found.setdefault(_resolved(address, (link.get("href") or "").strip()), _printed_name(link) or name)
    return [(name, target) for target, name in found.items()]


def _resolved(address: str, target: str) -> str:
    try:
        return urljoin(address, target)
    except ValueError:
        return target


def _printed_name(link: etree._Element) -> str:
    """The link's own words where they name something, else its title."""
    for text in ("".join(link.itertext()), link.get("title") or ""):
        name = re.sub(r"^附件\s*[：:]?\s*", "", shown(text))
        if not _NAMELESS.fullmatch(name):
            return name
    return ""
