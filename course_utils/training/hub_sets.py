"""Hub sets: data sets with names from the hub, as the same Sentences that a CoNLL file gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from course_utils import assets
from course_utils.pinned import DataSet
from course_utils.training.conll import ConllError, Sentence


def tag_names(column: object, expected: Sequence[str]) -> Sequence[str]:
    """The tag that each number of the column ner_tags stands for: what the file says, or else what the table says.

    column: the feature of one entry; a ClassLabel knows its names, a plain integer does not. Raises ConllError when the
    file's names are not the table's, because then it is another data set.
    """
    names = getattr(column, "names", None)
    if names is not None and list(names) != list(expected):
        raise ConllError(f"The tags are {', '.join(names)} and not {', '.join(expected)}: this is another data set.")
    return expected


def read(rows: object, split: str, record: DataSet) -> Iterator[Sentence]:
    """A Sentence for each row that has words; a column document_id, where there is one, gives its document."""
    names = tag_names(getattr(rows.features["ner_tags"], "feature", None), record.tags)
    for number, row in enumerate(rows):
        if row["tokens"]:
            tags = tuple(names[tag] for tag in row["ner_tags"])
            yield Sentence(tuple(row["tokens"]), tags, f"{record.repository}/{split}/{number}",
                           document=row.get("document_id") or 0, file=record.files[split])


def sentences(name: str, say: Callable[[str], None] = print) -> Mapping[str, list[Sentence]]:
    """The splits train, dev and test of a data set of `assets.DATA_SETS`; its licence is said before it is used.

    Raises ConllError when a split has not the number of sentences that the table states.
    """
    record, found = assets.DATA_SETS[name], {}
    if not record.tags:
        raise ConllError(f"{record.repository} has whole sentences with one label each and no tags.")
    for split, rows in assets.data_set(name, say).items():
        found[split] = list(read(rows, split, record))
        if len(found[split]) != record.sentences[split]:
            raise ConllError(f"{record.repository}: {len(found[split]):,} sentences in {split}, not "
                             f"{record.sentences[split]:,}: this is another data set.")
    return found
