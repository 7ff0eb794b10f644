"""Speed, memory and readability of the text engine, beside the floor measured in the same run.

Inputs are those of `../shared/`, which is not part of the repository: without it the table says so and stops.
`python -m bench.redline NAME` does one piece of work once and prints its memory: that is how memory is measured.
"""

import gc
import hashlib
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import redline
from bench.made import floor_redline as floor
from bench.made.generated_edits import generated_cases
from bench.made.redline_readability import print_readability
from redline.merge.merging import Gathering
from redline.merge.verdicts import verdicts_of

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
MOTION = SHARED / "bench" / "motion_40_paragraphs_50_amendments.json"
REVISIONS = SHARED / "data" / "redline" / "revisions.json"
RUNS = 15


def joined(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def median_ms(work: Callable[[], Any], runs: int = RUNS) -> float:
    """Median CPU milliseconds; nothing parsed before is remembered from one run to the next."""
    times = []
    for _ in range(runs):
        redline.forget()
        gc.collect()
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return 1000 * statistics.median(times)


class Inputs:
    """The motion of the bench and what is derived from it, the same at each run."""

    def __init__(self) -> None:
        motion = json.loads(MOTION.read_text(encoding="utf-8"))
        self.paragraphs: list[str] = motion["base"]
        self.base, self.edited = joined(motion["base"]), joined(motion["edited"])
        self.amendments = {str(a["id"]): joined(a["paragraphs"]) for a in motion["amendments"]}
        self.random = random.Random(2020)

    def amendments_of(self, paragraphs: list[str], count: int) -> dict[str, str]:
        """So many amendments, two words replaced in each."""
        made = {}
        for number in range(count):
            changed = list(paragraphs)
            for _ in range(2):
                k = self.random.randrange(len(changed))
                words = changed[k].split(" ")
                words[self.random.randrange(len(words))] = f"mot{number}"
                changed[k] = " ".join(words)
            made[f"{number:04}"] = joined(changed)
        return made

    def on_one_word(self, count: int) -> dict[str, str]:
        """So many amendments that all want the fourth word of one paragraph."""
        made = {}
        for number in range(count):
            words = self.paragraphs[5].split(" ")
            words[3] = f"mot{number}"
            made[f"{number:04}"] = joined([*self.paragraphs[:5], " ".join(words), *self.paragraphs[6:]])
        return made

    def rewritten(self, paragraph: str) -> str:
        """A paragraph of which three words in ten are others."""
        words = paragraph.split(" ")
        return " ".join(f"neuf{k}" if self.random.random() < 0.3 else word for k, word in enumerate(words))

    def rewriting(self, deleted: int) -> tuple[str, str, list[int]]:
        """Twenty paragraphs rewritten of which so many are deleted, and the numbers of those that stay."""
        twenty = self.paragraphs[:20]
        stay = sorted(self.random.sample(range(20), 20 - deleted))
        return joined(twenty), joined([self.rewritten(twenty[k]) for k in stay]), stay

    def long_paragraph(self) -> tuple[str, str]:
        """One paragraph of 10,000 words and another with none of them."""
        words = " ".join(self.paragraphs).split(" ")
        words = (words * 3)[:10_000]
        return " ".join(words) + "\n", " ".join(f"x{word}{k % 7}" for k, word in enumerate(words)) + "\n"

    def shuffled(self) -> tuple[str, str]:
        """A thousand different blocks and the same in another order."""
        blocks = [f"{k}. {self.paragraphs[k % 40]} Article {k}." for k in range(1000)]
        other = list(blocks)
        self.random.shuffle(other)
        return joined(blocks), joined(other)

    def long_motion(self) -> list[str]:
        """Four hundred paragraphs."""
        return [f"{paragraph} Chapitre {k}." for k in range(10) for paragraph in self.paragraphs]


def page(inputs: Inputs) -> None:
    """What the page of an amendment needs: full difference, line numbers, affected lines, and its HTML."""
    found = redline.difference(inputs.base, inputs.edited)
    redline.html_inline(found)
    redline.html_affected(found)


def judge(inputs: Inputs) -> None:
    redline.pairwise(inputs.base, inputs.amendments)


def works(inputs: Inputs) -> dict[str, Callable[[], Any]]:
    """The pieces of work, by name."""
    seven, twelve = inputs.rewriting(7), inputs.rewriting(12)
    long, shuffled = inputs.long_paragraph(), inputs.shuffled()
    thousand = inputs.amendments_of(inputs.paragraphs, 1000)
    on_one_word = inputs.on_one_word(1000)
    wide_text = inputs.long_motion()
    wide = inputs.amendments_of(wide_text, 50)
    return {
        "difference": lambda: redline.difference(inputs.base, inputs.edited),
        "page": lambda: page(inputs),
        "merge": lambda: redline.merge(inputs.base, inputs.amendments),
        "pairwise": lambda: judge(inputs),
        "rebase": lambda: redline.rebase_all(inputs.base, inputs.edited, inputs.amendments),
        "rewritten-7": lambda: redline.difference(*seven[:2]),
        "rewritten-12": lambda: redline.difference(*twelve[:2]),
        "long-paragraph": lambda: redline.difference(*long),
        "shuffled": lambda: redline.difference(*shuffled),
        "thousand": lambda: redline.merge(inputs.base, thousand),
        "order": lambda: redline.order_of(inputs.base, thousand),
        "order-one-word": lambda: redline.order_of(inputs.base, on_one_word),
        "wide": lambda: redline.merge(joined(wide_text), wide),
    }


LIMITS = {
    "difference": 12.0,
    "page": 12.0,
    "merge": 40.0,
    "rebase": 50.0,
    "rewritten-7": 30.0,
    "rewritten-12": 30.0,
    "long-paragraph": 100.0,
    "shuffled": 1000.0,
    "order": 1000.0,
    "order-one-word": 1000.0,
}
SAID = {
    "difference": "difference of 40 paragraphs with 20 edits: blocks, lines, affected lines, patch",
    "page": "page of an amendment: the same, and its HTML twice",
    "merge": "merge of 50 amendments with conflicts",
    "pairwise": "1,225 verdicts with explanations, diffs included",
    "rebase": "50 amendments carried over to a new base",
    "rewritten-7": "20 rewritten paragraphs of which 7 deleted",
    "rewritten-12": "20 rewritten paragraphs of which 12 deleted",
    "long-paragraph": "one paragraph of 10,000 words wholly rewritten",
    "shuffled": "1,000 blocks shuffled",
    "thousand": "merge of 1,000 amendments on 40 paragraphs",
    "order": "order of the votes on 1,000 amendments on 40 paragraphs",
    "order-one-word": "the same, all of them on one word",
    "wide": "merge of 50 amendments on 400 paragraphs",
}


def memory_mb(name: str) -> float:
    """Peak memory of a process that does one piece of work."""
    done = subprocess.run([sys.executable, "-m", "bench.redline", name], capture_output=True, text=True, check=True)
    return float(done.stdout)


def print_figures(inputs: Inputs) -> None:
    """The table of works, with limits, floors and memory."""
    all_works = works(inputs)
    floors = {
        "difference": median_ms(lambda: floor.one_text(inputs.base, inputs.edited)),
        "merge": median_ms(lambda: floor.many_texts(inputs.base, list(inputs.amendments.values()))),
    }
    floors["page"] = floors["difference"]
    print(f"{'CPU ms':>8} {'limit':>7} {'floor':>6} {'x floor':>7} {'MB':>5}  work")
    for name, work in all_works.items():
        spent = median_ms(work, 5 if name in {"thousand", "shuffled", "order", "order-one-word"} else RUNS)
        limit, under = LIMITS.get(name), floors.get(name)
        ratio = f"{spent / under:7.2f}" if under else " " * 7
        print(
            f"{spent:8.1f} {limit or '':>7} {f'{under:.1f}' if under else '':>6} {ratio} "
            f"{memory_mb(name):5.0f}  {SAID[name]}"
        )
    gathering = Gathering.read(inputs.base, inputs.amendments)
    beyond = median_ms(lambda: verdicts_of(gathering))
    print(f"{beyond:8.1f} {40.0:>7} {'':>6} {'':>7} {'':>5}  1,225 verdicts with explanations, beyond the diffs")


def print_pairing(inputs: Inputs) -> None:
    """Whether rewritten paragraphs find the paragraph they were rewritten from."""
    for deleted in (7, 12):
        old, new, stay = inputs.rewriting(deleted)
        found = redline.difference(old, new).blocks
        pairs = {block.new[0]: block.old[0] for block in found if block.new and block.old}
        right = sum(pairs.get(position) == original for position, original in enumerate(stay))
        print(f"20 rewritten paragraphs of which {deleted} deleted: {right} of {len(stay)} rightly paired")


def print_curves(inputs: Inputs) -> None:
    """How the cost of a merge grows with the amendments, and with the text."""
    print("\namendments on 40 paragraphs: CPU ms, ms per amendment, conflicts")
    for count in (50, 100, 200, 400, 1000):
        variants = inputs.amendments_of(inputs.paragraphs, count)
        spent = median_ms(partial(redline.merge, inputs.base, variants), 3)
        print(f"{count:6} {spent:9.1f} {spent / count:7.3f} {len(redline.merge(inputs.base, variants).conflicts):6}")
    print("\nparagraphs with 50 amendments: CPU ms, ms per paragraph")
    for copies in (1, 2, 5, 10):
        paragraphs = [f"{text} Chapitre {k}." for k in range(copies) for text in inputs.paragraphs]
        base, variants = joined(paragraphs), inputs.amendments_of(paragraphs, 50)
        spent = median_ms(partial(redline.merge, base, variants), 3)
        print(f"{len(paragraphs):6} {spent:9.1f} {spent / len(paragraphs):7.3f}")


def main() -> None:
    if not MOTION.exists() or not REVISIONS.exists():
        print("SKIPPED: ../shared/ is not here, and these figures are only about its texts", file=sys.stderr)
        return
    inputs = Inputs()
    source = Path(floor.__file__).read_bytes()
    print(f"floor: {Path(floor.__file__).name}, SHA-256 {hashlib.sha256(source).hexdigest()}")
    print_figures(inputs)
    print_pairing(inputs)
    print_curves(inputs)
    revisions = json.loads(REVISIONS.read_text(encoding="utf-8"))["cases"]
    print_readability(revisions)
    real = [alinea for case in revisions for alinea in case["before"].split("\n\n") if 60 < len(alinea) < 1_500]
    print_readability(generated_cases(real, each=100, seed=2020))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        works(Inputs())[sys.argv[1]]()
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    else:
        main()
