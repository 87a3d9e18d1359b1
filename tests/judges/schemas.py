"""Where schemas are found. None is in this repository: their licences are not ours."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
"""Debian's package omegat; its jar holds tmx14.dtd and tbx.xsd (TBX of 2008)."""
_MAVEN = Path.home() / ".m2/repository/net/sf/okapi/lib/okapi-lib-xliff2"
_INSIDE = "net/sf/okapi/lib/xliff2/"
_BOTH = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="urn:oasis:names:tc:xliff:document:2.0" schemaLocation="xliff_core_2.0.xsd"/>
  <xs:import namespace="urn:oasis:names:tc:xliff:metadata:2.0" schemaLocation="modules/metadata.xsd"/>
</xs:schema>"""


def tmx_dtd(folder: Path) -> etree.DTD:
    unpack(OMEGAT, "schemas/", folder)
    return etree.DTD(str(folder / "tmx14.dtd"))


def tbx_schema(folder: Path) -> etree.XMLSchema:
    unpack(OMEGAT, "schemas/", folder)
    return etree.XMLSchema(file=str(folder / "tbx.xsd"))


def xliff_schema(folder: Path) -> etree.XMLSchema:
    jars = sorted(_MAVEN.glob("*/*.jar"))
    if not jars:
        pytest.skip("no XLIFF schema: mvn dependency:get -Dartifact=net.sf.okapi.lib:okapi-lib-xliff2:1.45.0 -Dtransitive=false")
    unpack(jars[-1], _INSIDE, folder)
    (folder / "both.xsd").write_text(_BOTH)
    return etree.XMLSchema(file=str(folder / "both.xsd"))


def unpack(jar: Path, inside: str, folder: Path) -> None:
    """Put the schemas of a jar into a folder, in their folders."""
    if not jar.is_file():
        pytest.skip(f"{jar} is not installed (Debian: omegat)")
    with zipfile.ZipFile(jar) as package:
        for name in package.namelist():
            if name.startswith(inside) and name.endswith((".xsd", ".dtd")):
                path = folder / name.removeprefix(inside)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(package.read(name))
