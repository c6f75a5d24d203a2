"""Broken, strange and hostile files, written into a folder; each is one submission that must get one row."""

import io
import json
import os
import socket
import stat
import zipfile

from hostile_code import Hostile
from small_set import FULL, IMPORTS, RIGHT, cell, notebook

GOOD = notebook(IMPORTS, RIGHT)
REFUSED = ("refused",)


def _archive(*members, password=False):
    """The bytes of a zip archive with these (name, text) members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    data = bytearray(out.getvalue())
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = data.find(mark)
        if password and start >= 0:
            data[start + place] |= 1
    return bytes(data)


def _link_member():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("answer.ipynb")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def _cells(cells):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def _sources(right):
    return [cell("code", IMPORTS), {**cell("code", ""), "source": right}]


# name → (file name, bytes, points that it must get; None: refused with a reason)
FILES = {
    "empty": ("empty.ipynb", b"", None),
    "blanks": ("blanks.ipynb", b" \n\n\t ", None),
    "noise": ("noise.ipynb", bytes(range(256)) * 40, None),
    "zeros": ("zeros.ipynb", bytes(5000), None),
    "utf16": ("utf16.ipynb", GOOD.encode("utf-16"), None),
    "latin1": ("latin1.ipynb", notebook("# \xe9").replace("\\u00e9", "\xe9").encode("latin-1"), None),
    "mark": ("mark.ipynb", b"\xef\xbb\xbf" + GOOD.encode(), FULL),
    "crlf": ("crlf.ipynb", GOOD.replace("\\n", "\\r\\n").encode(), FULL),
    "list": ("list.ipynb", b"[1, 2, 3]", None),
    "number": ("number.ipynb", b"42", None),
    "text": ("text.ipynb", b'"cells"', None),
    "null": ("null.ipynb", b"null", None),
    "no_cells": ("no_cells.ipynb", b'{"metadata": {}}', None),
    "cells_null": ("cells_null.ipynb", b'{"cells": null}', None),
    "cells_text": ("cells_text.ipynb", b'{"cells": "def attention"}', None),
    "cells_dict": ("cells_dict.ipynb", b'{"cells": {"a": 1}}', None),
    "cells_odd": ("cells_odd.ipynb", _cells([1, None, [], "x", {}, {"cell_type": 5}]), 0),
    "source_odd": (
        "source_odd.ipynb",
        _cells([{"cell_type": "code", "source": one} for one in (1, None, {}, [1, None])]),
        0,
    ),
    "source_text": ("source_text.ipynb", _cells(_sources(RIGHT)), FULL),
    "no_source": ("no_source.ipynb", _cells([{"cell_type": "code"}, *_sources(RIGHT)]), FULL),
    "no_metadata": (
        "no_metadata.ipynb",
        json.dumps(
            {"cells": [{"cell_type": "code", "source": IMPORTS}, {"cell_type": "code", "source": RIGHT}]}
        ).encode(),
        FULL,
    ),
    "format3": (
        "format3.ipynb",
        json.dumps(
            {
                "nbformat": 3,
                "worksheets": [
                    {"cells": [{"cell_type": "code", "input": IMPORTS}, {"cell_type": "code", "input": RIGHT}]}
                ],
            }
        ).encode(),
        FULL,
    ),
    "format3_odd": ("format3_odd.ipynb", b'{"worksheets": [{"cells": 5}, 7, {"cells": null}]}', None),
    "only_text": ("only_text.ipynb", _cells([cell("markdown", RIGHT)]), 0),
    "no_code": ("no_code.ipynb", _cells([]), 0),
    "nested": ("nested.ipynb", b'{"cells":' + b"[" * 100000 + b"]" * 100000 + b"}", None),
    "digits": ("digits.ipynb", b'{"nbformat": ' + b"9" * 100000 + b"," + GOOD.encode()[1:], FULL),
    "nan": ("nan.ipynb", b'{"x": [NaN, Infinity, -1e999],' + GOOD.encode()[1:], FULL),
    "twice": ("twice.ipynb", b'{"cells": [],' + GOOD.encode()[1:], FULL),
    "forged_metadata": ("forged_metadata.ipynb", notebook(IMPORTS, metadata={"score": 10, "points": 10}).encode(), 0),
    "other_kernel": (
        "other_kernel.ipynb",
        notebook(IMPORTS, RIGHT, metadata={"kernelspec": {"name": "rm -rf"}}).encode(),
        FULL,
    ),
    "many_cells": ("many_cells.ipynb", _cells([cell("code", "1")] * 5000), None),
    "much_code": ("much_code.ipynb", notebook("x = 1\n" * 1000000).encode(), None),
    "large_outputs": (
        "large_outputs.ipynb",
        _cells([cell("code", IMPORTS), cell("code", RIGHT, outputs=["x" * 9_000_000])]),
        FULL,
    ),
    "brackets": ("brackets.ipynb", notebook("(" * 100000, "-" * 100000 + "1", IMPORTS, RIGHT).encode(), FULL),
    "null_bytes": ("null_bytes.ipynb", notebook("x = 1\0", IMPORTS, RIGHT).encode(), FULL),
    "surrogates": ("surrogates.ipynb", notebook("s = '\udcff\ud800'", IMPORTS, RIGHT).encode(), FULL),
    "pdf": ("essay.pdf", b"%PDF-1.7", None),
    "python": ("answer.py", RIGHT.encode(), None),
    "no_ending": ("answer", GOOD.encode(), None),
    "capitals": ("CAPITALS.IPYNB", GOOD.encode(), FULL),
    "zip": ("zipped.zip", _archive(("inner/answer.ipynb", GOOD)), FULL),
    "zip_in_disguise": ("disguise.ipynb", _archive(("answer.ipynb", GOOD)), FULL),
    "notebook_in_disguise": ("plain.zip", GOOD.encode(), None),
    "zip_upwards": (
        "upwards.zip",
        _archive(("../../../../tmp/SECRET-up.ipynb", GOOD), ("/etc/SECRET.ipynb", GOOD)),
        FULL,
    ),
    "zip_empty": ("zip_empty.zip", _archive(), None),
    "zip_without": ("zip_without.zip", _archive(("a.pdf", "x")), None),
    "zip_password": ("password.zip", _archive(("answer.ipynb", GOOD), password=True), None),
    "zip_cut": ("zip_cut.zip", _archive(("answer.ipynb", GOOD))[:-40], None),
    "zip_spoilt": ("zip_spoilt.zip", _archive(("answer.ipynb", GOOD)).replace(b"answer", b"answ\0r", 1), None),
    "zip_bomb": ("bomb.zip", _archive(*((f"{n}.ipynb", bytes(40 << 20)) for n in range(3))), None),
    "zip_of_many": ("many.zip", _archive(*((f"{n}.txt", "") for n in range(2500))), None),
    "zip_in_zip": ("matryoshka.zip", _archive(("inner.zip", _archive(("answer.ipynb", GOOD)))), None),
    "zip_link": ("zip_link.zip", _link_member(), None),
    "zip_litter": ("litter.zip", _archive(("__MACOSX/._answer.ipynb", "junk"), ("answer.ipynb", GOOD)), FULL),
    "emoji": ("\U0001f600.ipynb", GOOD.encode(), FULL),
    "long_name": ("n" * 240 + ".ipynb", GOOD.encode(), FULL),
    "dots": ("a..b...ipynb", GOOD.encode(), FULL),
    "blank_name": (" .ipynb", GOOD.encode(), FULL),
    "option": ("-rf.ipynb", GOOD.encode(), FULL),
    "percent": ("%s%n{0}.ipynb", GOOD.encode(), FULL),
}
FILES |= {f"cut_{n}": (f"cut_{n}.ipynb", GOOD.encode()[: len(GOOD) * n // 10], None) for n in range(1, 10)}


def write_files(folder):
    """Writes all plain files and returns what they must get: a Hostile each, named as the row will be."""
    made = []
    for name, data, points in FILES.values():
        (folder / name).write_bytes(data)
        stem, _, ending = name.rpartition(".")
        row = stem if ending.lower() in ("ipynb", "zip") else name
        points, statuses = (0, REFUSED) if points is None else (points, ("graded",))
        made.append(Hostile("files", row, "", points, points, statuses))
    return made


def write_odd_entries(folder, elsewhere):
    """Writes folders, links, pipes and sockets; returns what they must get."""
    outside = elsewhere / "outside.ipynb"
    outside.write_text(GOOD)

    def directory(name, **files):
        (folder / name).mkdir(parents=True)
        for inner, text in files.items():
            path = folder / name / inner.replace("__", "/").replace("_ipynb", ".ipynb").replace("_zip", ".zip")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    directory("a_folder", answer_ipynb=GOOD, notes_txt="hello")
    directory("deep", a__b__c__answer_ipynb=GOOD)
    directory("too_deep", a__b__c__d__e__f__answer_ipynb=GOOD)
    directory("two", a_first_ipynb=notebook("x = 1"), b_second_ipynb=GOOD)
    directory("checkpoints", answer_ipynb=GOOD)
    directory("checkpoints/.ipynb_checkpoints", answer_ipynb=notebook("attention = 5"))
    directory("zip_in_folder", answer_zip=_archive(("answer.ipynb", GOOD)))
    directory("no_notebook", notes_txt="hello")
    directory("nothing")
    directory("links")
    os.symlink(outside, folder / "links" / "answer.ipynb")
    os.symlink(folder, folder / "a_folder" / "loop")
    os.symlink(outside, folder / "link.ipynb")
    os.symlink("/nowhere", folder / "dangling.ipynb")
    os.symlink("/dev/zero", folder / "device.ipynb")
    os.symlink(elsewhere, folder / "linked_folder")
    os.mkfifo(folder / "pipe.ipynb")
    directory("pipe_inside")
    os.mkfifo(folder / "pipe_inside" / "answer.ipynb")
    listener = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(folder)  # a socket's path may have 107 characters only
    listener.bind("socket.ipynb")
    os.chdir(here)
    listener.close()
    with open(folder / "sparse.ipynb", "wb") as file:
        file.truncate(1 << 40)
    (folder / "large.ipynb").write_bytes(b" " * (33 << 20))
    (folder / os.fsdecode(b"not-utf8-\xff\xfe.ipynb")).write_text(GOOD)
    full = ("a_folder", "deep", "two", "checkpoints", "zip_in_folder")
    none = (
        "too_deep",
        "no_notebook",
        "nothing",
        "links",
        "link",
        "dangling",
        "device",
        "linked_folder",
        "pipe",
        "pipe_inside",
        "socket",
        "sparse",
        "large",
    )
    made = [Hostile("entries", name, "", FULL, FULL, ("graded",)) for name in full]
    made += [Hostile("entries", name, "", 0, 0, REFUSED) for name in none]
    return [*made, Hostile("entries", os.fsdecode(b"not-utf8-\xff\xfe"), "", FULL, FULL, ("graded",))]


def write_code(folder, cases):
    """Writes code submissions under their group and name; returns them named as their rows will be."""
    made = []
    for case in cases:
        name = case.name if case.group == "injection" else f"{case.group} - {case.name}"
        (folder / f"{name}.ipynb").write_text(case.text)
        made.append(Hostile(case.group, name, case.text, case.low, case.high, case.statuses))
    return made
