"""Terms that two papers share: the reason shown for their being alike.

A term is a run of one to three words, without a break between them, that begins and ends with a
word of meaning. Rare terms, longer ones and those both papers keep coming back to come first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from desktop_app.core import text

Term = tuple[str, ...]

LONGEST = 3  # words; those joined by hyphens count as one
_PIECE = re.compile(r"https?://\S+|[^\W_]+(?:[-‐‑–'’][^\W_]+)*")
_HYPHEN = re.compile(r"[-‐‑–'’]")
_FEWEST_LETTERS = 3
_PRIOR = 40
# A term of less worth says little; it is given only where there is no better one.
_FLOOR = 0.36
_BY_LENGTH = (1.0, 1.5, 1.7)  # of one, two, three words
_VERBAL = ("ed", "ing", "ize", "izes", "ise", "ises")

# Never at the border of a term: words of grammar, and what papers say about themselves.
_GRAMMAR = """
    a about above across after again against all almost along already also although always am
    among an and another any are aren around as at away back be became because become been
    before being below between beyond both but by can cannot could d despite did do does doing
    don done down due during each either else enough etc even ever every far few first for from
    further furthermore given had has have having he hence her here his how however i ie if in
    indeed instead into is isn it its itself just last later least less let like ll many may me
    might more moreover most much must my near neither never next no nor not now of off often
    on once one onto or other others otherwise our out over overall own per perhaps prior quite
    rather re s same second several shall she should since so some soon still such t than that
    the their them themselves then there thereby therefore these they third this those though
    three through throughout thus to together too toward towards two under unlike until up upon
    us ve very via was we well were what when whenever where whereas whether which while who
    whom whose why will with within without would yet you your
"""
_SAYING = """
    able accelerate accelerated accelerates accelerating acceleration achievable achieve
    achieved achieves achieving address addresses addressing adopt aim aims al allow allowing
    allows amount amplify amplifying analyze applied apply applying appropriate artifact
    artifacts available aware balance based best better big boost boosting boosts bring brings
    broad broader build building built call called care careful certain clear com combine
    combines combining common compare compared comparing compelling competitive complementary
    complete comprehensive comprising concern conduct confirm consequence consider considerable
    considering consist consistent consists contain containing contains contrast correct
    counter create created creating critical curated deliver demonstrate demonstrated
    demonstrates demonstrating depend depends deploy deployed derive derived describe design
    designed designing desirable desired determine develop developed different discover discuss
    distinct diverse draw easy effective elaborate emerge emerged emerging empirical employ
    employs enable enabled enables enabling encourage enhance enhanced enhances enhancing
    ensure ensures establish et evaluate evaluated evaluating evaluation evidence examine
    example excel excellent excels exhibit exhibits existing expect expected experiment
    experimental experiments explain exploit exploiting exploits explore explores exploring
    expose extend extended extends extensive extreme face faces facilitate fail fails fair fast
    faster favor feasible find finding findings finds focus focused focuses focusing follow
    following follows found free fresh gain gains gap generate generated generates generic get
    github give gives giving goes going good great grow growing half handle handles handling
    happen help helps high highlight highlights hope https huge identify illustrate implies
    imply impressive improve improved improvement improvements improves improving include
    included includes including incorporate incorporates increase increased increases
    increasing indicate indicates inspired insufficient interactive interesting intriguing
    introduce introduced introduces introducing investigate involve involves io keep key known
    lack lacking large larger largest lead leading leads learn learned learns leave leverage
    leverages leveraging limited lower made main maintain maintaining major make makes making
    match mean meaning meet minimal mitigate modern modest motivate motivated motivates need
    needed needs new notable note novel observe observed observes obtain obtained occur occurs
    offer offers ones option org orthogonal outperform outperforming outperforms page paper
    paradigm part partial perfect perform performed performing performs pick plausible play
    plays poor popular possible potential powerful precise present presented presents prevent
    prevents previous produce produces producing project prominent promising proper propose
    proposed proposes proposing prove provide provided provides providing pursue put raise
    rapid rare read receive received recent reduce reduced reduces reducing regard relies rely
    relying remain remains report require required requires requiring resulting reveal reveals
    rich rise robust satisfy seek seen separate serious serve serves set share shared short
    show showcase showcasing showed showing shown shows significant similar simple single slow
    slower small solve solving sophisticated specific speed speedup standard start starting
    state straightforward strength strict strive strong studied studies study substantial
    successful sudden suffer suffers sufficient suggest suggests suitable superior support
    surpass surpasses surpassing surprising systematic tackle tailor tailored take takes taking
    target tend tested think thousand tie traditional train trained training treat true try
    trying turn typical ultimate undergo underlying understand understood unexplored unified
    unique unprecedented use used useful uses using utilize utilizes utilizing validate
    valuable various vast verify versatile view way ways weak website whole wide wild work
    works world worse worth www yield yielding yields
"""
# Fine inside a term but saying nothing by themselves; compared as stems.
_GENERIC_WORDS = """
    ability accuracy accurate advance advantage algorithm analysis application approach
    architecture area art aspect author average baseline benchmark capability capable capacity
    case challenge challenging change characteristic class code community complex complexity
    component computation computational computer concept condition content contribution control
    cost crucial current data dataset deep demand dependency detail development difference
    difficult difficulty direct direction domain downstream dynamic effect effectiveness
    efficiency efficient effort end entire environment error essential existence extent factor
    failure family feature field final flexible form formulation framework function fundamental
    future general generation global goal group growth hard human idea image impact
    implementation importance important information initial input insight instance integration
    interest issue job knowledge language learning length level limit limitation line
    literature local long loss low machine manner mechanism method methodology metric million
    model module multi multiple natural nature necessary network neural number objective open
    operation optimal order original output pair parameter people performance perspective phase
    phenomenon pipeline platform point practical practice principle problem procedure process
    progress property public purpose quality quantity question random range rate ratio real
    reason relation release representation research researcher resource response result role
    sample scale scenario scheme score sense setting side size software solution source space
    speed stage step strategy structure subset success system task team technique technology
    term test text theoretical theory time tool top topic type understanding unit update user
    value variant variety version video visual
"""
_STOP = frozenset(_GRAMMAR.split() + _SAYING.split())


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one paper by their stems: how often each stands there and how it is spelt."""

    counts: Mapping[Term, int]
    spellings: Mapping[Term, str]
    title: frozenset[Term]


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of `texts` texts each term stands."""

    texts: int
    counts: Mapping[Term, int]

    def rarity(self, term: Term) -> float:
        """Give the inverse document frequency of a term, 0 to 1.

        It is as if `_PRIOR` more texts lacked the term: without them a handful of texts would
        make every shared term a common one.
        """
        most = self.texts + _PRIOR
        return log(most / (self.counts.get(term, 0) + 1)) / log(most)


@dataclass(frozen=True, slots=True)
class Shared:
    """A term that two papers share; `worth` is about 1 where it is rare and both are about it."""

    spelling: str
    worth: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or words joined by hyphens, and where it stands."""

    start: int
    end: int
    stems: Term
    bordering: bool
    meaningful: bool


def read(title: str, abstract: str) -> Terms:
    """Find the terms of a paper."""
    counts: Counter[Term] = Counter()
    spellings: dict[Term, str] = {}
    named = list(_spelt(title))
    for term, spelling in [*_spelt(abstract), *named]:
        counts[term] += 1
        if term not in spellings or _roughness(spelling) < _roughness(spellings[term]):
            spellings[term] = spelling
    return Terms(counts, spellings, frozenset(term for term, _ in named))


def background(papers: Iterable[tuple[str, str]]) -> Background:
    """Count terms over papers, given as title and abstract."""
    counts: Counter[Term] = Counter()
    known = list(papers)
    for parts in known:
        counts.update({term for part in parts for term, _, _ in _terms(part)})
    return Background(len(known), counts)


def shared(a: Terms, b: Terms, among: Background, most: int = 3) -> list[Shared]:
    """Give up to `most` terms of both papers, best first, spelt as in `b`; none within another."""
    worth = {term: _worth(term, a, b, among) for term in b.counts if term in a.counts}
    chosen: list[Term] = []
    for term in sorted(worth, key=lambda term: (-worth[term], -len(term), term)):
        if len(chosen) == most or (chosen and worth[term] < _FLOOR):
            break
        if not any(_within(term, other) or _within(other, term) for other in chosen):
            chosen.append(term)
    return [Shared(b.spellings[term], worth[term]) for term in chosen]


def _worth(term: Term, a: Terms, b: Terms, among: Background) -> float:
    words = [word for word in term if word not in _STOP]
    rarities = [among.rarity((word,)) for word in words if _meaningful(word)]
    rarity = (among.rarity(term) + sum(rarities) / max(1, len(rarities))) / 2
    return rarity * _length(term, words, a, b) * _weight(term, a) * _weight(term, b)


def _length(term: Term, words: list[str], a: Terms, b: Terms) -> float:
    """Favour longer terms; a verb by itself says least, unless a title has it."""
    if len(words) > 1:
        return _BY_LENGTH[min(len(words), LONGEST) - 1]
    verb = b.spellings[term].isalpha() and b.spellings[term].endswith(_VERBAL)
    return 0.5 if verb and term not in a.title | b.title else 1.0


def _weight(term: Term, paper: Terms) -> float:
    """Say how much a paper is about a term: one in its title, or one it keeps coming back to."""
    often = min(3, paper.counts[term])
    return (0.7, 0.9, 1.0)[often - 1] + 0.2 * (term in paper.title)


def _within(inner: Term, outer: Term) -> bool:
    span = len(inner)
    return any(outer[i : i + span] == inner for i in range(len(outer) - span + 1))


def _roughness(spelling: str) -> tuple[int, bool]:
    """Rank spellings of a term for showing: plain before capitals, nouns before verbs."""
    verb = spelling.isalpha() and spelling.endswith(_VERBAL)
    return sum(c.isupper() for c in spelling), verb


def _spelt(part: str) -> Iterator[tuple[Term, str]]:
    for term, start, end in _terms(part):
        yield term, " ".join(part[start:end].split())


def _terms(part: str) -> Iterator[tuple[Term, int, int]]:
    """Yield every term of a text with its start and end there."""
    for run in _runs(part):
        for first, opening in enumerate(run):
            if not opening.bordering:
                continue
            term: Term = ()
            meaningful = False
            for piece in run[first : first + LONGEST]:
                term += piece.stems
                meaningful = meaningful or piece.meaningful
                if meaningful and piece.bordering and (piece is not opening or _alone(piece)):
                    yield term, opening.start, piece.end


def _runs(part: str) -> Iterator[list[_Piece]]:
    """Yield stretches of words with nothing but white space between them."""
    run: list[_Piece] = []
    for found in _PIECE.finditer(part):
        address = found.group().startswith("http")
        if run and (address or not part[run[-1].end : found.start()].isspace()):
            yield run
            run = []
        if not address:
            stems, bordering, meaningful = _weigh(found.group())
            run.append(_Piece(found.start(), found.end(), stems, bordering, meaningful))
    if run:
        yield run


def _alone(piece: _Piece) -> bool:
    """Tell whether a piece can be a term by itself: not a mere letter or two."""
    return piece.end - piece.start >= _FEWEST_LETTERS or not piece.stems[0].isalpha()


@lru_cache(maxsize=20_000)
def _weigh(piece: str) -> tuple[Term, bool, bool]:
    """Give the stems of a piece, whether a term may begin or end with it, and whether it means
    something by itself."""
    words = _HYPHEN.split(text.fold(piece))
    stems = tuple(map(stem, words))
    meaningful = any(_meaningful(s) and w not in _STOP for s, w in zip(stems, words, strict=True))
    if len(words) > 1:
        return stems, meaningful, meaningful
    stopped = words[0] in _STOP or words[0].removesuffix("s") in _STOP
    bordering = not (stopped or words[0].endswith("ly") or words[0].isdigit())
    return stems, bordering, meaningful and bordering


def _meaningful(stemmed: str) -> bool:
    return stemmed not in _GENERIC and not stemmed.isdigit() and len(stemmed) > 1


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Give what forms of a folded word have in common: plural, -ing, -ed and -ation are dropped."""
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ation", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 4 else word


_GENERIC = frozenset(map(stem, _GENERIC_WORDS.split()))
