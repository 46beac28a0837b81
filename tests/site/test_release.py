"""What a release consists of, and what the advisories say of what it is built with."""

import hashlib
import json
import os
import zipfile

import pytest

from tools.audit import Answer, node_packages, python_packages, read_npm_audit, read_pip_audit
from tools.release import archive_site, write_sums


def test_checksums_name_every_file_of_a_release_but_themselves(tmp_path):
    (tmp_path / "b.zip").write_bytes(b"b")
    (tmp_path / "a.whl").write_bytes(b"a")
    for _ in range(2):
        sums = write_sums(tmp_path).read_text("utf-8")
    wanted = [(hashlib.sha256(name[:1].encode()).hexdigest(), name) for name in ("a.whl", "b.zip")]
    assert sums == "".join(f"{digest}  {name}\n" for digest, name in wanted)


def test_the_sites_archive_is_the_same_whenever_and_by_whomever_it_is_packed(tmp_path):
    site = tmp_path / "site"
    (site / "labs").mkdir(parents=True)
    (site / "labs/index.html").write_text("a lab")
    (site / "index.html").write_text("home")
    first = archive_site(site, tmp_path / "labs.zip").read_bytes()
    os.utime(site / "index.html", (0, 0))
    (site / "index.html").chmod(0o755)
    assert archive_site(site, tmp_path / "labs.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "labs.zip") as archive:
        assert archive.namelist() == ["labs/index.html", "labs/labs/index.html"]
        assert archive.read("labs/labs/index.html") == b"a lab"


def test_a_known_weakness_is_named_with_the_version_that_mends_it():
    report = {
        "dependencies": [
            {"name": "sound", "version": "1.0", "vulns": []},
            {"name": "weak", "version": "2.0", "vulns": [{"id": "X-1", "fix_versions": ["2.1"]}]},
        ]
    }
    answer = read_pip_audit(json.dumps(report), "")
    assert str(answer) == "Python packages: weak 2.0 has X-1, fixed in 2.1"
    report = {"vulnerabilities": {"weak": {"range": "<2.1", "severity": "high"}}}
    answer = read_npm_audit(json.dumps(report), "")
    assert str(answer) == "npm packages: weak <2.1 is of high severity"


@pytest.mark.parametrize(("out", "err"), [("", "no route to host\n"), ('{"message": "405"}', "")])
def test_nobody_answering_is_not_the_same_as_nothing_known(out, err):
    answer = read_npm_audit(out, err)
    assert answer.weaknesses is None
    assert str(answer) in (
        "npm packages: nobody could be asked (no route to host)",
        "npm packages: nobody could be asked (405)",
    )


@pytest.mark.site
@pytest.mark.parametrize("ask", [python_packages, node_packages])
def test_no_package_in_use_has_a_known_weakness(ask):
    answer: Answer = ask()
    if answer.weaknesses is None:
        pytest.skip(str(answer))
    assert answer.weaknesses == (), str(answer)
