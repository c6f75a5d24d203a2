"""Passages: short texts with questions and answers, written ones from the bundled files and generated ones by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_utils import assets


class PassageError(ValueError):
    """A file of passages cannot be read; the sentence says which line and what is needed."""


@dataclass(frozen=True)
class Example:
    """One question to one passage. answers: texts that stand in the passage, none of them when it does not say."""

    passage: str
    question: str
    answers: tuple[str, ...]

    @property
    def start(self) -> int:
        """The first character of the first answer in the passage; −1 when there is no answer."""
        return self.passage.index(self.answers[0]) if self.answers else -1


def read(language: str, path: Path | None = None) -> list[Example]:
    """The written examples, "en" or "zh": a line "# passage", then lines "? question | answer", "-" for none.

    Several right answers are separated by " / ". Raises PassageError when an answer does not stand in its passage.
    """
    path = path or assets.bundled("qa") / f"written.{language}.txt"
    found: list[Example] = []
    passage = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# "):
            passage = line[2:].strip()
        elif line.startswith("? ") and passage and " | " in line:
            question, answer = line[2:].rsplit(" | ", 1)
            answers = () if answer.strip() == "-" else tuple(part.strip() for part in answer.split(" / "))
            for text in answers:
                if text not in passage:
                    raise PassageError(f"{path.name}, line {number}: “{text}” does not stand in the passage above.")
            found.append(Example(passage, question.strip(), answers))
        elif line.strip():
            raise PassageError(f"{path.name}, line {number}: “# passage” or “? question | answer” is needed.")
    return found


FIRST = ("Ada Brin Carlo Dora Emil Farah Goran Hana Igor Jun Karin Luis Mina Nils Olga Pavel Rosa Samir Tove Uma Viktor "
         "Wanda Yusuf Zora").split()
LAST = ("Abara Bergström Castell Duarte Eriksen Fontaine Gruber Haddad Ibsen Jansen Kovac Lindqvist Moreau Nakata Okoye "
        "Petrov Quist Romano Soler Tanaka Ulrich Varga Weiss Zhang").split()
TOWN = ("Aldmoor Bresk Calvora Dunwick Esterby Falmora Grenholm Havelsund Istria Jarrow Kelstad Lomond Marwick Norvik Oxley "
        "Pellora Ravensby Salto Tarnow Ulvik Verano Westmere").split()
WORK = ("a baker|a clockmaker|a doctor|a gardener|a geologist|a glassblower|a harbour pilot|a judge|a librarian|a mathematician"
        "|a painter|a physicist|a potter|a surveyor|a teacher|a violinist").split("|")
THING = ("bicycles|bread ovens|cameras|church bells|clocks|copper wire|fishing nets|glass lamps|microscopes|paper|pianos"
         "|radio sets|rope|soap|steam pumps|wooden toys").split("|")
KIND = "bridge canal castle library lighthouse mill museum observatory station theatre".split()
STONE = "brick granite iron limestone marble oak sandstone slate steel timber".split()
ANIMAL = "badger crane falcon hare heron lizard marten otter owl seal tortoise wolf".split()
FOOD = "acorns beetles berries clams crabs fish frogs grass mice moss seeds snails".split()
PLACE = ("birch forests|coastal dunes|deep caves|dry grassland|high mountains|mangrove swamps|old orchards|reed beds"
         "|river banks|rocky islands|salt marshes|sandy deserts").split("|")
MONTH = "January February March April May June July August September October November December".split()
CAUSE = ("a broken dam|a coal fire|a cold winter|a faulty valve|a heavy storm|a landslide|a lack of money|a shortage of wood"
         "|a strike|an early frost").split("|")

Fact = tuple[str, tuple[str, ...], tuple[str, ...], str]  # property, sentences, questions, value


def _person(draw: random.Random) -> list[Fact]:
    n = f"{draw.choice(FIRST)} {draw.choice(LAST)}"
    year, died = str(draw.randint(1700, 1930)), str(draw.randint(1931, 1999))
    town, other, work = *draw.sample(TOWN, 2), draw.choice(WORK)
    return [
        ("born", (f"{n} was born in {{}}.", f"In {{}}, {n} came into the world.", f"The year of birth of {n} was {{}}."),
         (f"When was {n} born?", f"In which year was {n} born?", f"What is the birth year of {n}?"), year),
        ("home", (f"{n} grew up in {{}}.", f"The childhood of {n} was spent in {{}}.", f"In {{}}, {n} went to school."),
         (f"Where did {n} grow up?", f"In which town did {n} spend the childhood?", f"Where did {n} go to school?"), town),
        ("work", (f"{n} worked as {{}}.", f"By trade {n} was {{}}.", f"{n} earned a living as {{}}."),
         (f"What did {n} do for a living?", f"What was the job of {n}?", f"What was {n} by profession?"), work),
        ("death", (f"{n} died in {{}}.", f"In {{}} death came to {n}.", f"{n} lived until {{}}."),
         (f"When did {n} die?", f"In which year did {n} die?"), died),
        ("move", (f"Later {n} moved to {{}}.", f"{n} spent the last years in {{}}.", f"{n} settled in {{}} in old age."),
         (f"Where did {n} move later?", f"Where did {n} spend the last years?"), other),
    ]


def _building(draw: random.Random) -> list[Fact]:
    town, maker = draw.choice(TOWN), f"{draw.choice(FIRST)} {draw.choice(LAST)}"
    n = f"the {draw.choice(KIND)} of {town}"
    year, size, stone = str(draw.randint(1650, 1960)), f"{draw.randint(12, 480)} metres", draw.choice(STONE)
    cap = "T" + n[1:]
    return [
        ("opened", (f"{cap} was opened in {{}}.", f"In {{}} the people celebrated the opening of {n}.", f"Since {{}}, visitors may enter {n}."),
         (f"When was {n} opened?", f"In which year did {n} open?"), year),
        ("maker", (f"{cap} was designed by {{}}.", f"The plans for {n} were drawn by {{}}.", f"{{}} was the architect of {n}."),
         (f"Who designed {n}?", f"Who was the architect of {n}?", f"Who drew the plans for {n}?"), maker),
        ("size", (f"{cap} is {{}} long.", f"{cap} measures {{}} from end to end.", f"With its {{}}, {n} is longer than its neighbours."),
         (f"How long is {n}?", f"What is the length of {n}?"), size),
        ("stone", (f"{cap} is made of {{}}.", f"The walls of {n} consist of {{}}.", f"Its builders used {{}} for {n}."),
         (f"What is {n} made of?", f"Which material was used for {n}?"), stone),
        ("shut", (f"{cap} was closed for a year because of {{}}.", f"The reason for the closing of {n} was {{}}.",
                  f"After {{}}, {n} had to be repaired."),
         (f"Why was {n} closed?", f"What was the reason for the repair of {n}?"), draw.choice(CAUSE)),
    ]


def _firm(draw: random.Random) -> list[Fact]:
    n = f"{draw.choice(LAST)} & {draw.choice(['Sons', 'Daughters', 'Company', 'Partners'])}"
    who, year = f"{draw.choice(FIRST)} {draw.choice(LAST)}", str(draw.randint(1780, 1990))
    count, town, thing = str(draw.randint(11, 980)), draw.choice(TOWN), draw.choice(THING)
    return [
        ("founder", (f"{n} was founded by {{}}.", f"{{}} started the firm {n}.", f"The founder of {n} was {{}}."),
         (f"Who founded {n}?", f"Who was the founder of {n}?", f"Who started {n}?"), who),
        ("founded", (f"{n} began its business in {{}}.", f"The history of {n} goes back to {{}}.", f"{n} has existed since {{}}."),
         (f"When did {n} begin its business?", f"Since when has {n} existed?"), year),
        ("staff", (f"{n} employs {{}} people.", f"There are {{}} workers at {n}.", f"A staff of {{}} keeps {n} running."),
         (f"How many people does {n} employ?", f"How many workers are there at {n}?"), count),
        ("thing", (f"{n} makes {{}}.", f"The products of {n} are {{}}.", f"{n} is known for its {{}}."),
         (f"What does {n} make?", f"What does {n} produce?", f"For which products is {n} known?"), thing),
        ("seat", (f"{n} has its main office in {{}}.", f"The seat of {n} is {{}}.", f"From {{}}, {n} sends its goods abroad."),
         (f"Where is the main office of {n}?", f"In which town is {n} based?"), town),
    ]


def _animal(draw: random.Random) -> list[Fact]:
    n = f"the {draw.choice(['grey', 'red', 'striped', 'small', 'northern', 'spotted', 'golden', 'black'])} {draw.choice(ANIMAL)}"
    cap, weight, month = "T" + n[1:], f"{draw.randint(2, 90)} kilograms", draw.choice(MONTH)
    return [
        ("food", (f"{cap} feeds on {{}}.", f"The diet of {n} consists of {{}}.", f"{cap} eats mostly {{}}."),
         (f"What does {n} eat?", f"What does {n} feed on?"), draw.choice(FOOD)),
        ("place", (f"{cap} lives in {{}}.", f"In {{}} one can find {n}.", f"The home of {n} are {{}}."),
         (f"Where does {n} live?", f"Where can one find {n}?", f"What is the habitat of {n}?"), draw.choice(PLACE)),
        ("weight", (f"{cap} weighs up to {{}}.", f"A grown specimen of {n} reaches {{}}.", f"At {{}}, {n} is a heavy animal."),
         (f"How much does {n} weigh?", f"What is the weight of {n}?"), weight),
        ("month", (f"{cap} has its young in {{}}.", f"In {{}}, the young of {n} are born.", f"{cap} breeds in {{}}."),
         (f"When does {n} have its young?", f"In which month does {n} breed?"), month),
    ]


MAKERS = (_person, _building, _firm, _animal)


def generated(count: int, seed: int, silent: float = 0.2) -> Iterator[Example]:
    """`count` generated examples: each passage tells three to five facts about each of two subjects, in any order.

    So the question's subject and its property must both be matched. A share of about `silent` asks for a property that
    the passage does not tell. Names, places and numbers are drawn at random: nothing in them is information.
    """
    draw = random.Random(seed)
    for _ in range(count):
        example = None
        while example is None:
            example = _one(draw, answered=draw.random() >= silent)
        yield example


def _one(draw: random.Random, *, answered: bool) -> Example | None:
    """One example; None when its answer stands at more than one place, so that no place is the right one."""
    told: list[str] = []
    facts: list[tuple[Fact, bool]] = []
    for subject in draw.choices(MAKERS, k=2):
        every = subject(draw)
        keep = draw.sample(every, draw.randint(3, len(every) - 1))
        facts += [(fact, fact in keep) for fact in every]
        told += [draw.choice(fact[1]).format(fact[3]) for fact in keep]
    draw.shuffle(told)
    passage = " ".join(told)
    _, _, questions, value = draw.choice([fact for fact, stands in facts if stands == answered])
    if passage.count(value) != int(answered):
        return None
    return Example(passage, draw.choice(questions), (value,) if answered else ())
